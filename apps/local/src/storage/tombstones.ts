import type { DatabaseSync } from 'node:sqlite';
import type { OriginalKey } from '@thumbing/config';
import { transaction } from './database.ts';

/**
 * Traces of records that were removed. An original without a record is the only copy of a picture, if the database
 * is older than it, but belongs to nobody, if it arrived after its image was deleted: these tell one from the other.
 */
export interface Tombstones {
  /** Makes the tombstone of a record that is about to be removed. */
  bury(id: string): void;
  /** Tombstones of images that have no record. */
  all(): readonly Tombstone[];
  forget(ids: readonly string[]): void;
}

export interface Tombstone extends OriginalKey {
  /** End of the grant, after which no original can arrive. */
  readonly grantExpiresAt: Date;
}

const BURY = `INSERT OR REPLACE INTO tombstones (id, profile, grant_expires_at)
  SELECT id, profile, json_extract(record, '$.granted.expiresAt') FROM images WHERE id = ?`;

const ALL = `SELECT id, profile, grant_expires_at FROM tombstones
  WHERE NOT EXISTS (SELECT 1 FROM images WHERE images.id = tombstones.id) ORDER BY id`;

export function openTombstones(database: DatabaseSync): Tombstones {
  const bury = database.prepare(BURY);
  const all = database.prepare(ALL);
  const forget = database.prepare('DELETE FROM tombstones WHERE id = ?');
  return {
    bury: (id) => void bury.run(id),
    all: () =>
      all.all().map((row) => ({
        profile: String(row['profile']),
        id: String(row['id']),
        grantExpiresAt: new Date(String(row['grant_expires_at'])),
      })),
    forget: (ids) =>
      transaction(database, () => {
        for (const id of ids) forget.run(id);
      }),
  };
}
