import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntil } from '@thumbing/adapters/testing';
import type { ConfigInput } from '@thumbing/config';
import type { TemporaryFolder } from './temporary-folder.ts';

export interface Started {
  /** Output so far. */
  readonly output: () => string;
  /** Its URL, once it is ready. Throws if it ends before. */
  readonly url: () => Promise<string>;
  readonly kill: (signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL') => void;
  /** Its exit code, once it has ended; `null` if it was killed. */
  readonly ended: Promise<number | null>;
}

const MAIN = join(import.meta.dirname, '..', 'main.ts');

/** Options for a data directory `data` in the folder of the process. */
export const DATA = ['--data-dir', 'data'];

/** Starts the one-machine edition in a process of its own. `limit` is a shell command that runs before it. */
export function startProcess(
  folder: TemporaryFolder,
  args: readonly string[],
  limit = ':',
): Started {
  const child = spawn(
    'sh',
    [
      '-c',
      `${limit}; exec "$0" "$@"`,
      process.execPath,
      '--conditions=@thumbing/source',
      '--disable-warning=ExperimentalWarning',
      MAIN,
      ...args,
    ],
    { cwd: folder.path, env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
  }
  const output = () => Buffer.concat(chunks).toString();
  const ended = once(child, 'close').then(() => child.exitCode);
  return {
    output,
    url: () =>
      waitUntil(() => {
        if (child.exitCode !== null || child.signalCode) throw new Error(output());
        return /API +(\S+)\/v1\n/.exec(output())?.[1];
      }),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

/** Writes the configuration file of processes in this folder. */
export const configure = (folder: TemporaryFolder, config: Partial<ConfigInput>): Promise<void> =>
  writeFile(join(folder.path, 'thumbing.config.mjs'), `export default ${JSON.stringify(config)};`);
