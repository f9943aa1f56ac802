import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import {
  imageRecord,
  OutOfSpaceError,
  type ImageQuery,
  type ImageRecord,
  type ImageRecords,
} from '@thumbing/pipeline';
import { isDatabaseFull } from './database.ts';

export interface SqliteImageRecords extends ImageRecords {
  /** Records of every owner that wait for their original, or whose deletion has begun. */
  unfinished(): readonly ImageRecord[];
  /** Greatest id of all records. */
  newestId(): string | undefined;
}

/** Both halves of the condition start with columns of an index, so settled records are not scanned. */
export const UNFINISHED = `SELECT record FROM images
  WHERE deleting = 1 OR (deleting = 0 AND status = 'pending') ORDER BY id`;

const INSERT = `INSERT INTO images (id, version, owner, profile, status, deleting, record)
  VALUES (:id, :version, :owner, :profile, :status, :deleting, :record)`;

const UPDATE = `UPDATE images SET version = :version, owner = :owner, profile = :profile,
    status = :status, deleting = :deleting, record = :record
  WHERE id = :id AND version = :version - 1`;

export function sqliteImageRecords(database: DatabaseSync): SqliteImageRecords {
  const insert = database.prepare(INSERT);
  const select = database.prepare('SELECT record FROM images WHERE id = ?');
  const update = database.prepare(UPDATE);
  const remove = database.prepare('DELETE FROM images WHERE id = ?');
  const newest = database.prepare('SELECT max(id) FROM images');
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
    list: async (query) => {
      const { where, values } = conditionsOf(query);
      const select = `SELECT record FROM images WHERE ${where} ORDER BY id DESC LIMIT :limit`;
      return database.prepare(select).all(values).map(recordOf);
    },
    newestId: () => {
      const [id] = Object.values(newest.get() ?? {});
      return typeof id === 'string' ? id : undefined;
    },
    unfinished: () => unfinished.all().map(recordOf),
  };
}

function conditionsOf({ owner, profile, status, before, limit }: ImageQuery) {
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
  return { where: conditions.join(' AND '), values };
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
