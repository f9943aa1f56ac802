import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const folder = fileURLToPath(new URL('..', import.meta.url));

it('runs the example of the README, which prints what the README shows', async () => {
  const readme = await readFile(`${folder}/README.md`, 'utf8');
  const [, example = '', output] = /```ts\n([^]*?)```[^]*?```text\n([^]*?)```/.exec(readme) ?? [];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@thumbing/source', '--input-type=module-typescript', '-e', example],
    { cwd: folder },
  );
  expect(stdout).toBe(output);
});
