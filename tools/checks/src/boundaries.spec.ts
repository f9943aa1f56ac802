import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ROOT } from './nx.ts';

/** The first file of packages that have no `index.ts`. */
const FIRST = new Map([
  ['apps/local', 'start.ts'],
  ['libs/lambda-handlers', 'bundles.ts'],
  ['tools/bench', 'main.ts'],
  ['tools/demo', 'main.ts'],
]);

/** What the linter says when this stands in the first file of that package. */
async function lint(project: string, code: string): Promise<string> {
  const file = join(ROOT, project, 'src', FIRST.get(project) ?? 'index.ts');
  const eslint = spawn(
    join(ROOT, 'node_modules/.bin/eslint'),
    ['--stdin', '--stdin-filename', join('src', basename(file))],
    { cwd: join(ROOT, project), stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const exited = once(eslint, 'exit');
  eslint.stdin.end(code);
  const said = await text(eslint.stdout);
  await exited;
  return said;
}

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
  expect(await lint(String(project), `${String(code)}\n`)).toContain(why);
});
