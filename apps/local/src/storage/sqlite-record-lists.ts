import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { OriginalKey } from '@thumbing/config';

/**
 * Records of every owner are listed by key, in slices of at most `SLICE`: each is one query, run when the slice
 * is asked for. A record may have changed since, so it is read again by its id.
 */
export interface RecordLists {
  /** Images whose deletion has begun. */
  beingDeleted(): Iterable<readonly OriginalKey[]>;
  /** Images that wait for their original. */
  pending(): Iterable<readonly OriginalKey[]>;
  /** Images that ended without renditions, although they had an original. */
  settledAs(status: 'failed' | 'rejected'): Iterable<readonly OriginalKey[]>;
  /** Images that wait for their original, and whose grant ended before this time. */
  unused(before: Date): Iterable<readonly OriginalKey[]>;
  /** Images that expired, and whose grant ended before this time. */
  expired(before: Date): Iterable<readonly OriginalKey[]>;
  /** Bytes of the renditions of ready images, a sum for each slice. */
  renditionBytes(): Iterable<number>;
  /** Bytes of the originals of these images, at most `SLICE`, as far as their records can be read. */
  originalBytes(ids: readonly string[]): number;
  /** Those of these images, at most `SLICE`, that were rejected. */
  rejectedAmong(ids: readonly string[]): ReadonlySet<string>;
}

/** Rows that one query reads: few enough for requests to be answered in between. */
export const SLICE = 25;

const endedBefore = (status: string, index: string) =>
  `SELECT id, profile, expires_at FROM images INDEXED BY ${index}
    WHERE deleting = 0 AND status = '${status}'
      AND expires_at < :before AND (expires_at, id) > (:expires_at, :id)
    ORDER BY expires_at, id LIMIT ${SLICE}`;

/** Statements that list records of every owner. Each finds its rows by an index, and reads no others. */
export const RECORDS_SQL = {
  beingDeleted: `SELECT id, profile FROM images INDEXED BY images_being_deleted
    WHERE deleting = 1 AND id > :id ORDER BY id LIMIT ${SLICE}`,
  withStatus: `SELECT id, profile FROM images
    WHERE deleting = 0 AND status = :status AND id > :id ORDER BY id LIMIT ${SLICE}`,
  unused: endedBefore('pending', 'images_by_expiry'),
  expired: endedBefore('expired', 'images_expired'),
  renditionBytes: `SELECT id,
      CASE WHEN json_valid(record) THEN
        (SELECT sum(value ->> '$.bytes') FROM json_each(record, '$.renditions')) END AS bytes
    FROM images WHERE deleting = 0 AND status = 'ready' AND id > :id ORDER BY id LIMIT ${SLICE}`,
  originalBytes: `SELECT sum(CASE WHEN json_valid(record) THEN record ->> '$.granted.bytes' END) AS bytes
    FROM images WHERE id IN (SELECT value FROM json_each(?))`,
  rejectedAmong: `SELECT id FROM images WHERE deleting = 0 AND status = 'rejected'
    AND id IN (SELECT value FROM json_each(?))`,
} as const;

type Row = Record<string, SQLOutputValue>;

export function sqliteRecordLists(database: DatabaseSync): RecordLists {
  const beingDeleted = database.prepare(RECORDS_SQL.beingDeleted);
  const withStatus = database.prepare(RECORDS_SQL.withStatus);
  const unused = database.prepare(RECORDS_SQL.unused);
  const expired = database.prepare(RECORDS_SQL.expired);
  const originalBytes = database.prepare(RECORDS_SQL.originalBytes);
  const rejectedAmong = database.prepare(RECORDS_SQL.rejectedAmong);
  const renditionBytes = database.prepare(RECORDS_SQL.renditionBytes);
  return {
    beingDeleted: () => slices(({ id }) => beingDeleted.all({ id })),
    pending: () => slices(({ id }) => withStatus.all({ status: 'pending', id })),
    settledAs: (status) => slices(({ id }) => withStatus.all({ status, id })),
    unused: (before) => slices((last) => unused.all({ ...last, before: before.toISOString() })),
    expired: (before) => slices((last) => expired.all({ ...last, before: before.toISOString() })),
    *renditionBytes() {
      for (const rows of rowSlices(({ id }) => renditionBytes.all({ id }))) {
        yield rows.reduce((sum, { bytes }) => sum + Number(bytes ?? 0), 0);
      }
    },
    originalBytes: (ids) => Number(originalBytes.get(JSON.stringify(ids))?.['bytes'] ?? 0),
    rejectedAmong: (ids) =>
      new Set(rejectedAmong.all(JSON.stringify(ids)).map(({ id }) => String(id))),
  };
}

/** Reads the rows that follow the last one of the slice before. */
type ReadSlice = (last: { readonly id: string; readonly expires_at: string }) => readonly Row[];

/** Keys of images, slice after slice. */
export function* slices(read: ReadSlice): Generator<readonly OriginalKey[]> {
  for (const rows of rowSlices(read)) {
    yield rows.map((row) => ({ profile: String(row['profile']), id: String(row['id']) }));
  }
}

function* rowSlices(read: ReadSlice): Generator<readonly Row[]> {
  let last = { id: '', expires_at: '' };
  for (let rows = read(last); rows.length > 0; rows = read(last)) {
    yield rows;
    const row = rows.at(-1);
    last = { id: String(row?.['id']), expires_at: String(row?.['expires_at']) };
  }
}
