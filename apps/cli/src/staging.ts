import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where files are written before they are whole: in the output folder, so that moving them is one step. */
export interface Staging {
  /** A place for the files of one input. */
  readonly open: () => Promise<StagedFiles>;
  /** Removes whatever was not published. */
  readonly close: () => Promise<void>;
}

export interface StagedFiles {
  /** Writes a file, to the disk itself. */
  readonly write: (file: string, data: Uint8Array) => Promise<void>;
  /** Moves all that was written to a folder, over what is there. */
  readonly publish: (folder: string) => Promise<void>;
  /** Removes all that was written. */
  readonly discard: () => Promise<void>;
}

/** Creates the output folder, if it is not there, and what is needed to fill it safely. */
export async function openStaging(out: string, interrupted: AbortSignal): Promise<Staging> {
  await mkdir(out, { recursive: true });
  const root = await mkdtemp(join(out, '.thumbing-'));
  // A file that is just being created would make one attempt fail.
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
