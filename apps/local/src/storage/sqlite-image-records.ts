import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import {
  imageRecord,
  OutOfSpaceError,
  type ImageRecord,
  type ImageRecords,
} from '@thumbing/pipeline';
import { isDatabaseFull } from './database.ts';

export interface SqliteImageRecords extends ImageRecords {
  /** Those whose original has not been seen yet, and those whose deletion was begun, of every owner. */
  unfinished(): readonly ImageRecord[];
}

/** Each half of the condition begins as an index does; only so are the settled ones not looked at. */
export const UNFINISHED = `SELECT record FROM images
  WHERE deleting = 1 OR (deleting = 0 AND status = 'pending') ORDER BY id`;

export function sqliteImageRecords(database: DatabaseSync): SqliteImageRecords {
  const insert = database.prepare(
    `INSERT INTO images (id, version, owner, profile, status, deleting, record)
     VALUES (:id, :version, :owner, :profile, :status, :deleting, :record)`,
  );
  const select = database.prepare('SELECT record FROM images WHERE id = ?');
  const update = database.prepare(
    `UPDATE images SET version = :version, owner = :owner, profile = :profile, status = :status,
       deleting = :deleting, record = :record
     WHERE id = :id AND version = :version - 1`,
  );
  const remove = database.prepare('DELETE FROM images WHERE id = ?');
  const unfinished = database.prepare(UNFINISHED);

  return {
    create: async (record) => {
      try {
        insert.run(columnsOf(record));
      } catch (cause) {
        if (!isDatabaseFull(cause)) throw cause;
        throw new OutOfSpaceError('there is no space left for the record', { cause });
      }
    },
    get: async (id) => {
      const row = select.get(id);
      return row && recordOf(row);
    },
    replace: async (record) => {
      const { changes } = update.run(columnsOf({ ...record, version: record.version + 1 }));
      return changes === 1;
    },
    remove: async (id) => void remove.run(id),
    list: async ({ owner, profile, status, before, limit }) => {
      const conditions = ['owner = :owner', 'deleting = 0'];
      const values: Record<string, string | number> = { owner, limit };
      for (const [column, value] of Object.entries({ profile, status })) {
        if (value === undefined) continue;
        conditions.push(`${column} = :${column}`);
        values[column] = value;
      }
      if (before !== undefined) {
        conditions.push('id < :before');
        values['before'] = before;
      }
      const rows = database
        .prepare(
          `SELECT record FROM images WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT :limit`,
        )
        .all(values);
      return rows.map(recordOf);
    },
    unfinished: () => unfinished.all().map(recordOf),
  };
}

const columnsOf = (record: ImageRecord) => ({
  id: record.id,
  version: record.version,
  owner: record.owner,
  profile: record.profile,
  status: record.status,
  deleting: record.deletedAt ? 1 : 0,
  record: JSON.stringify(record),
});

const recordOf = (row: Record<string, SQLOutputValue>): ImageRecord =>
  imageRecord.parse(JSON.parse(String(row['record'])));
