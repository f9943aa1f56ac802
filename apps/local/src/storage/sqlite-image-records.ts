import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import {
  imageRecord,
  OutOfSpaceError,
  type ImageQuery,
  type ImageRecord,
  type ImageRecords,
  type RecordChanges,
} from '@thumbing/pipeline';
import { validate } from 'uuid';
import type { Log } from '../util/log.ts';
import { isDatabaseFull, transaction } from './database.ts';
import { synced } from './synced.ts';
import { recordChanges } from './record-changes.ts';
import { sqliteRecordLists, type RecordLists } from './sqlite-record-lists.ts';
import { openTombstones, type Tombstones } from './tombstones.ts';
import { UnreadableRecordError } from './unreadable-record-error.ts';

export interface SqliteImageRecords extends ImageRecords, RecordLists {
  /** Greatest id of all records. */
  newestId(): string | undefined;
  /** Notices changes that are made by this adapter. */
  readonly changes: RecordChanges;
  /** Traces of the records that were removed. */
  readonly tombstones: Omit<Tombstones, 'bury'>;
}

const INSERT = `INSERT INTO images (id, version, owner, profile, status, deleting, record)
  VALUES (:id, :version, :owner, :profile, :status, :deleting, :record)
  ON CONFLICT (id) DO UPDATE SET record = excluded.record WHERE record = excluded.record`;

const UPDATE = `UPDATE images SET version = :version, owner = :owner, profile = :profile,
    status = :status, deleting = :deleting, record = :record
  WHERE id = :id AND version = :version - 1`;

/**
 * Records in a table. One that cannot be read makes `get` throw, and is left out of every list, since the others must
 * go on: it is named in the log, once, and kept as it is, for a person or another version to read.
 */
export function sqliteImageRecords(database: DatabaseSync, log: Log): SqliteImageRecords {
  const insert = database.prepare(INSERT);
  const select = database.prepare('SELECT id, record FROM images WHERE id = ?');
  const update = database.prepare(UPDATE);
  const remove = database.prepare('DELETE FROM images WHERE id = ?');
  const tombstones = openTombstones(database);
  const changes = recordChanges(database);
  const newest = database.prepare('SELECT id FROM images ORDER BY id DESC');
  const readable = readableRecords(log);

  return {
    create: async (record) => {
      try {
        const { changes } = insert.run(columnsOf(record));
        if (changes !== 1) throw new Error(`another record of image '${record.id}' exists`);
        await synced(database);
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
      const { changes: changed } = update.run(
        columnsOf({ ...record, version: record.version + 1 }),
      );
      if (changed !== 1) return false;
      await synced(database);
      changes.announce(record.id);
      return true;
    },
    remove: async (id) => {
      transaction(database, () => {
        tombstones.bury(id);
        remove.run(id);
      });
      await synced(database);
      changes.announce(id);
    },
    list: async (query) => {
      const found: ImageRecord[] = [];
      let { before } = query;
      for (;;) {
        const limit = query.limit - found.length;
        const rows = pageOf(database, { ...query, before, limit });
        found.push(...readable(rows));
        // A page that lacks unreadable records would look like the last one.
        if (rows.length < limit || found.length === query.limit) return found;
        before = String(rows.at(-1)?.['id']);
      }
    },
    newestId: () => {
      for (const { id } of newest.iterate()) if (validate(id)) return String(id);
      return undefined;
    },
    changes,
    tombstones,
    ...sqliteRecordLists(database),
  };
}

function pageOf(database: DatabaseSync, query: ImageQuery): readonly Row[] {
  const { where, values } = conditionsOf(query);
  const select = `SELECT id, record FROM images WHERE ${where} ORDER BY id DESC LIMIT :limit`;
  return database.prepare(select).all(values);
}

/** Records of those rows that can be read. Logs each of the others once. */
function readableRecords(log: Log): (rows: readonly Row[]) => readonly ImageRecord[] {
  const logged = new Set<string>();
  const recordsOf = (row: Row): readonly ImageRecord[] => {
    try {
      return [recordOf(row)];
    } catch (error) {
      const id = String(row['id']);
      if (!logged.has(id)) log(`image ${id} is left out of lists, and of the cleanup`, error);
      logged.add(id);
      return [];
    }
  };
  return (rows) => rows.flatMap(recordsOf);
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

export type Row = Record<string, SQLOutputValue>;

/** Record of a row. Throws an `UnreadableRecordError`. */
export function recordOf(row: Row): ImageRecord {
  try {
    return imageRecord.parse(JSON.parse(String(row['record'])));
  } catch (cause) {
    throw new UnreadableRecordError(String(row['id']), { cause });
  }
}
