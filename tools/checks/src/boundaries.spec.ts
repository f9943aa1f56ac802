import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ROOT } from './nx.ts';

/** What the linter says when this stands in the first file of that package. */
async function lint(project: string, code: string): Promise<string> {
  const file = join(ROOT, project, 'src', project === 'apps/local' ? 'start.ts' : 'index.ts');
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
  project                   | code                                          | why
  ${'libs/image-processor'} | ${"import 'hono';"}                           | ${'@nx/enforce-module-boundaries'}
  ${'libs/image-processor'} | ${"import 'node:fs';"}                        | ${'no-restricted-imports'}
  ${'libs/config'}          | ${"import 'sharp';"}                          | ${'@nx/enforce-module-boundaries'}
  ${'libs/pipeline'}        | ${"import 'sharp';"}                          | ${'@nx/enforce-module-boundaries'}
  ${'libs/pipeline'}        | ${"import '@thumbing/api';"}                  | ${'@nx/enforce-module-boundaries'}
  ${'libs/pipeline'}        | ${'export const now = Date.now();'}           | ${'no-restricted-syntax'}
  ${'libs/api'}             | ${"import '@thumbing/image-processor';"}      | ${'@nx/enforce-module-boundaries'}
  ${'libs/api'}             | ${'export const home = process.env["HOME"];'} | ${'no-restricted-syntax'}
  ${'libs/api'}             | ${"console.log('hello');"}                    | ${'no-console'}
  ${'apps/local'}           | ${"import 'sharp';"}                          | ${'@nx/enforce-module-boundaries'}
`('does not let $project say: $code', async ({ project, code, why }: Record<string, string>) => {
  expect(await lint(String(project), `${String(code)}\n`)).toContain(why);
});
