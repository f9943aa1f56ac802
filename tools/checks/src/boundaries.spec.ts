import { lint } from './lint.ts';

/** The first file of packages that have no `index.ts`. */
const FIRST = new Map([
  ['apps/local', 'start.ts'],
  ['libs/lambda-handlers', 'bundles.ts'],
  ['tools/bench', 'main.ts'],
  ['tools/demo', 'main.ts'],
]);

it.each`
  project                   | code                                             | why
  ${'libs/ssimulacra2'}     | ${"import 'sharp';"}                             | ${'@nx/enforce-module-boundaries'}
  ${'libs/ssimulacra2'}     | ${"import 'node:fs';"}                           | ${'no-restricted-imports'}
  ${'libs/image-processor'} | ${"import 'hono';"}                              | ${'@nx/enforce-module-boundaries'}
  ${'libs/image-processor'} | ${"import 'node:fs';"}                           | ${'no-restricted-imports'}
  ${'libs/config'}          | ${"import 'sharp';"}                             | ${'@nx/enforce-module-boundaries'}
  ${'libs/pipeline'}        | ${"import 'sharp';"}                             | ${'@nx/enforce-module-boundaries'}
  ${'libs/pipeline'}        | ${"import '@thumbing/api';"}                     | ${'@nx/enforce-module-boundaries'}
  ${'libs/pipeline'}        | ${'export const now = Date.now();'}              | ${'no-restricted-syntax'}
  ${'libs/api'}             | ${"import '@thumbing/image-processor';"}         | ${'@nx/enforce-module-boundaries'}
  ${'libs/api'}             | ${'export const home = process.env["HOME"];'}    | ${'no-restricted-syntax'}
  ${'libs/api'}             | ${"console.log('hello');"}                       | ${'no-console'}
  ${'libs/adapters'}        | ${"import '@aws-sdk/client-s3';"}                | ${'@nx/enforce-module-boundaries'}
  ${'libs/lambda-handlers'} | ${"import 'sharp';"}                             | ${'@nx/enforce-module-boundaries'}
  ${'libs/lambda-handlers'} | ${"import 'aws-cdk-lib';"}                       | ${'@nx/enforce-module-boundaries'}
  ${'libs/constructs'}      | ${"import '@thumbing/pipeline';"}                | ${'@nx/enforce-module-boundaries'}
  ${'libs/constructs'}      | ${"import '@aws-sdk/client-s3';"}                | ${'@nx/enforce-module-boundaries'}
  ${'apps/infra'}           | ${"import '@thumbing/lambda-handlers/bundles';"} | ${'@nx/enforce-module-boundaries'}
  ${'apps/local'}           | ${"import 'sharp';"}                             | ${'@nx/enforce-module-boundaries'}
  ${'tools/bench'}          | ${"import '@aws-sdk/client-s3';"}                | ${'@nx/enforce-module-boundaries'}
  ${'tools/demo'}           | ${"import 'sharp';"}                             | ${'@nx/enforce-module-boundaries'}
`('does not let $project say: $code', async ({ project, code, why }: Record<string, string>) => {
  const file = `src/${FIRST.get(String(project)) ?? 'index.ts'}`;
  expect(await lint(String(project), file, `${String(code)}\n`)).toContain(why);
});
