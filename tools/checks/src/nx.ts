import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = join(import.meta.dirname, '../../..');

/** No daemon, and one process for all plugins: a process for each takes most of the time of a start. */
const QUICK = { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' };

/** Two libraries color the output, each with a variable of its own; CI turns colors on for one of them. */
const COLORLESS = { NO_COLOR: '1', FORCE_COLOR: '0' };

/** Runs Nx as from a terminal, independent of the Nx run that these tests are part of. */
export async function nx(
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  workspace = ROOT,
): Promise<string> {
  const { stdout } = await promisify(execFile)(join(workspace, 'node_modules/.bin/nx'), args, {
    cwd: workspace,
    env: { ...outside(env), ...QUICK, ...COLORLESS, NX_TUI: 'false' },
    maxBuffer: 64 * 1_024 * 1_024,
  });
  return stdout;
}

/** The environment without the variables of the surrounding Nx and Jest run, and without the repository of a Git hook. */
export const outside = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !ADDED.test(name)));

const ADDED = /^(?:(?:NX|JEST|GIT)_|NODE_(?:ENV|OPTIONS)$|FORCE_COLOR$)/;
