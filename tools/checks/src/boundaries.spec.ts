import { lint } from './lint.ts';

/** The first file of packages that have no `index.ts`. */
const FIRST = new Map([
  ['apps/local', 'start.ts'],
  ['libs/client', 'address/index.ts'],
  ['libs/lambda-handlers', 'bundles.ts'],
  ['tools/bench', 'main.ts'],
  ['tools/demo', 'main.ts'],
]);

/** Code that a package must not have, and the rule that refuses it. */
const REFUSED: Readonly<Record<string, readonly (readonly [code: string, rule: string])[]>> = {
  'libs/ssimulacra2': [
    ["import 'sharp';", '@nx/enforce-module-boundaries'],
    ["import 'node:fs';", 'imports/world'],
  ],
  'libs/client': [
    ["import 'zod';", '@nx/enforce-module-boundaries'],
    ["import 'node:fs';", 'imports/world'],
  ],
  'libs/image-processor': [
    ["import 'hono';", '@nx/enforce-module-boundaries'],
    ["import 'node:fs';", 'imports/world'],
    ["export const files = import('node:fs');", 'imports/world'],
  ],
  'libs/config': [["import 'sharp';", '@nx/enforce-module-boundaries']],
  'libs/pipeline': [
    ["import 'sharp';", '@nx/enforce-module-boundaries'],
    ["import '@thumbing/api';", '@nx/enforce-module-boundaries'],
    ['export const now = Date.now();', 'no-restricted-syntax'],
  ],
  'libs/api': [
    ["import '@thumbing/image-processor';", '@nx/enforce-module-boundaries'],
    ['export const home = process.env["HOME"];', 'no-restricted-syntax'],
    ["console.log('hello');", 'no-console'],
  ],
  'libs/adapters': [["import '@aws-sdk/client-s3';", '@nx/enforce-module-boundaries']],
  'libs/lambda-handlers': [
    ["import 'sharp';", '@nx/enforce-module-boundaries'],
    ["import 'aws-cdk-lib';", '@nx/enforce-module-boundaries'],
  ],
  'libs/constructs': [
    ["import '@thumbing/pipeline';", '@nx/enforce-module-boundaries'],
    ["import '@aws-sdk/client-s3';", '@nx/enforce-module-boundaries'],
  ],
  'apps/infra': [["import '@thumbing/lambda-handlers/bundles';", '@nx/enforce-module-boundaries']],
  'apps/local': [["import 'sharp';", '@nx/enforce-module-boundaries']],
  'tools/bench': [["import '@aws-sdk/client-s3';", '@nx/enforce-module-boundaries']],
  'tools/demo': [["import 'sharp';", '@nx/enforce-module-boundaries']],
};

it.each(Object.entries(REFUSED))(
  'does not let %s have the imports of others',
  async (project, refused) => {
    const file = `src/${FIRST.get(project) ?? 'index.ts'}`;
    const reports = await lint(
      project,
      refused.map(([code]) => ({ file, code })),
    );
    const findings = refused.map(([code, rule], index) => ({
      code,
      refused: reports[index]?.includes(rule),
    }));
    expect(findings).toEqual(refused.map(([code]) => ({ code, refused: true })));
  },
);
