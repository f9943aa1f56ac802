import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The environment of child processes in tests: the cache of compiled modules that `jest.preset.js` sets. */
export const CHILD_ENVIRONMENT = { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] };

/** Runs an ES module in a process of its own, and parses its output as JSON. */
export async function inProcess(code: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@thumbing/source', '--input-type=module', '--eval', code],
    { cwd: import.meta.dirname, env: CHILD_ENVIRONMENT },
  );
  return JSON.parse(stdout);
}
