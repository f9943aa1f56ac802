import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = join(import.meta.dirname, '../../..');

/** Runs Nx on this workspace as a person would, not as a part of the Nx run that these tests are in. */
export async function nx(env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<string> {
  const outside = Object.entries(env).filter(([name]) => !/^(?:NX|JEST|NODE)_/.test(name));
  const { stdout } = await promisify(execFile)(join(ROOT, 'node_modules/.bin/nx'), args, {
    cwd: ROOT,
    env: { ...Object.fromEntries(outside), NX_DAEMON: 'false', NX_TUI: 'false' },
    maxBuffer: 64 * 1_024 * 1_024,
  });
  return stdout;
}
