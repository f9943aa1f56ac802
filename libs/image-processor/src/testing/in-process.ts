import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The environment of child processes in tests. A cache of compiled modules halves the CPU of their start. */
export const CHILD_ENVIRONMENT = { NODE_COMPILE_CACHE: join(tmpdir(), 'thumbing-compile-cache') };

/** Runs an ES module in a process of its own, and parses its output as JSON. */
export async function inProcess(code: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@thumbing/source', '--input-type=module', '--eval', code],
    { cwd: import.meta.dirname, env: CHILD_ENVIRONMENT },
  );
  return JSON.parse(stdout);
}
