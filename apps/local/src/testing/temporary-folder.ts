import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryFolder {
  readonly path: string;
  /** Paths of all files below a subfolder, relative to it. */
  readonly files: (folder?: string) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** Makes a new temporary folder. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'thumbing-'));
  return {
    path,
    files: async (folder = '.') => {
      const base = join(path, folder);
      const entries = await readdir(base, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(base.length + 1))
        .sort();
    },
    close: () => rm(path, { recursive: true, force: true }),
  };
}
