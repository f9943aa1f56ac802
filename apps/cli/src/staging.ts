import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A temporary folder for unfinished files, inside the output folder so that a file is moved by one rename. */
export interface Staging {
  /** Opens a folder for the files of one input. */
  readonly open: () => Promise<StagedFiles>;
  /** Removes everything that was not published. */
  readonly close: () => Promise<void>;
}

export interface StagedFiles {
  /** Writes a file and syncs it to disk. */
  readonly write: (file: string, data: Uint8Array) => Promise<void>;
  /** Moves the files to a folder, replacing files of the same name. */
  readonly publish: (folder: string) => Promise<void>;
  /** Removes the files. */
  readonly discard: () => Promise<void>;
}

/** Creates the output folder, if necessary, and the staging folder in it. */
export async function openStaging(out: string, interrupted: AbortSignal): Promise<Staging> {
  await mkdir(out, { recursive: true });
  const root = await mkdtemp(join(out, '.thumbing-'));
  // A file created during the removal makes one attempt fail.
  const remove = { recursive: true, force: true, maxRetries: 3 };
  interrupted.addEventListener('abort', () => rmSync(root, remove));
  return {
    open: async () => stagedFiles(await mkdtemp(join(root, 'input-'))),
    close: () => rm(root, remove),
  };
}

function stagedFiles(place: string): StagedFiles {
  const files: string[] = [];
  return {
    write: async (file, data) => {
      await writeDurably(join(place, file), data);
      files.push(file);
    },
    publish: async (folder) => {
      await mkdir(folder, { recursive: true });
      for (const file of files) await rename(join(place, file), join(folder, file));
    },
    discard: () => rm(place, { recursive: true, force: true }),
  };
}

async function writeDurably(path: string, data: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}
