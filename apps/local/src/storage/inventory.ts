import type { DatabaseSync } from 'node:sqlite';
import type { OriginalKey } from '@thumbing/config';
import type { Inventory, ListedRecord, ReconcileDeps } from '@thumbing/pipeline';
import { keysIn } from './disk-originals.ts';
import { recordOf, type Row } from './sqlite-image-records.ts';
import { SLICE } from './sqlite-record-lists.ts';

export interface InventoryOptions {
  readonly database: DatabaseSync;
  readonly originalsFolder: string;
  readonly renditionsFolder: string;
}

/** Lists of everything in a data directory. */
export const inventoryOf = ({
  database,
  originalsFolder,
  renditionsFolder,
}: InventoryOptions): ReconcileDeps['inventory'] => ({
  records: recordInventory(database),
  originals: fileInventory(originalsFolder),
  renditions: fileInventory(renditionsFolder),
});

const ROWS = 'SELECT id, record FROM images WHERE id > ? ORDER BY id LIMIT ?';

/** Records by id, with one query for each page. */
export function recordInventory(
  database: DatabaseSync,
  size: number = SLICE,
): Inventory<ListedRecord> {
  const select = database.prepare(ROWS);
  return {
    pages: async function* (from = '') {
      for (let next: string | undefined = from; next !== undefined;) {
        const rows: readonly Row[] = select.all(next, size);
        next = rows.length === size ? String(rows.at(-1)?.['id']) : undefined;
        yield { items: rows.map(listedRecordOf), ...(next !== undefined && { next }) };
      }
    },
  };
}

function listedRecordOf(row: Row): ListedRecord {
  const id = String(row['id']);
  try {
    return { id, record: recordOf(row) };
  } catch {
    return { id };
  }
}

/** Images with a file or a folder in this directory. The system lists names in an order of its own, from the beginning only. */
export const fileInventory = (directory: string, size: number = SLICE): Inventory<OriginalKey> => ({
  pages: async function* () {
    for await (const items of keysIn(directory, size)) yield { items, next: '' };
    yield { items: [] };
  },
});
