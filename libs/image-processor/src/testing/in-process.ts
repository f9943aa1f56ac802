import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs an ES module in a process of its own, and gives what it prints, read as JSON. */
export async function inProcess(code: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@thumbing/source', '--input-type=module', '--eval', code],
    { cwd: import.meta.dirname, env: {} },
  );
  return JSON.parse(stdout);
}
