import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { hashOf } from './pictures.ts';

// Jest fails to resolve `node:sqlite`, since it strips `node:`.
const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

/** A message of a queue. */
export interface Message {
  readonly queue: string;
  readonly state: string;
  /** Failed attempts. */
  readonly attempts: number;
  /** Id of the image or of the event. */
  readonly id: string;
}

const row = z.object({
  queue: z.string(),
  state: z.string(),
  attempts: z.number(),
  id: z.string(),
});

/** Messages in the data directory of a server. */
export function messagesIn(folder: string): readonly Message[] {
  const database = new DatabaseSync(join(folder, 'data/thumbing.db'), { readOnly: true });
  try {
    const select = `SELECT queue, state, attempts, json_extract(body, '$.id') AS id FROM messages`;
    return z.array(row).parse(database.prepare(select).all());
  } finally {
    database.close();
  }
}

/** SHA-256 of every file below a folder of the data directory, by path. */
export async function filesIn(
  folder: string,
  name: 'originals' | 'renditions' | 'staging',
): Promise<ReadonlyMap<string, string>> {
  const base = join(folder, 'data', name);
  const entries = await readdir(base, { recursive: true, withFileTypes: true });
  const files = new Map<string, string>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(base, path), hashOf(await readFile(path)));
  }
  return files;
}
