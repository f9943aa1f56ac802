import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfigInput } from '@thumbing/config';
import { MEMORY_ENV } from '@thumbing/config/environment';
import { startServer, type Server } from './server.ts';

/** Folder of this workspace. */
export const ROOT = join(import.meta.dirname, '../../../..');

const FLAGS = [
  '--max-semi-space-size=4',
  '--heap-growing-percent=150',
  '--conditions=@thumbing/source',
  '--disable-warning=ExperimentalWarning',
];

/** Folder of the data of an edition. */
export const dataOf = (folder: string): string => join(folder, 'data');

export interface EditionOptions {
  /** Folder of the workspace whose sources are run. @default this one */
  readonly root?: string | undefined;
  /** More flags and variables for its process. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the one-machine edition in a process of its own, as `npm start` does. */
export async function startEdition(
  folder: string,
  config: ConfigInput,
  { root = ROOT, flags = [], env }: EditionOptions = {},
): Promise<Server> {
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'thumbing.config.mjs'),
    `export default ${JSON.stringify(config)};\n`,
  );
  const main = join(root, 'apps/local/src/main.ts');
  return startServer([...FLAGS, ...flags, main, '--port', '0', '--data-dir', dataOf(folder)], {
    cwd: folder,
    env: { ...MEMORY_ENV, NODE_OPTIONS: '', UV_THREADPOOL_SIZE: '16', ...env },
    url: /API +(\S+)\/v1\n/,
  });
}
