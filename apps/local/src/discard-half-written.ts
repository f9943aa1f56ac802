import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes the files that a process was writing when it died. */
export async function discardHalfWritten(staging: string): Promise<void> {
  for (const file of await readdir(staging)) await rm(join(staging, file));
}
