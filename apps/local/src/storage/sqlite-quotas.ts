import type { DatabaseSync } from 'node:sqlite';
import { OutOfSpaceError, type Clock, type Quotas } from '@thumbing/pipeline';
import { isDatabaseFull, transaction } from './database.ts';

export interface SqliteQuotasOptions {
  readonly database: DatabaseSync;
  /** Tells which windows have ended. */
  readonly clock: Pick<Clock, 'now'>;
}

/** Statements of quotas. Each finds its rows by an index, and reads no others. */
export const QUOTA_SQL = {
  used: 'SELECT used FROM quota_sums WHERE owner = ? AND quota = ? AND ends_at = ?',
  store: `INSERT INTO quota_sums (owner, quota, ends_at, used) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET ends_at = excluded.ends_at, used = excluded.used`,
  /** More than a request adds, so that sums of ended windows become fewer, at the same cost for every request. */
  removeEnded: `DELETE FROM quota_sums WHERE (owner, quota) IN
    (SELECT owner, quota FROM quota_sums WHERE ends_at <= ? ORDER BY ends_at LIMIT 10)`,
} as const;

/** Sums of the current windows, one row for each owner and quota. A refused request writes nothing. */
export function sqliteQuotas({ database, clock }: SqliteQuotasOptions): Quotas {
  const usedIn = database.prepare(QUOTA_SQL.used);
  const store = database.prepare(QUOTA_SQL.store);
  const removeEnded = database.prepare(QUOTA_SQL.removeEnded);

  return {
    take: async (owner, uses) => {
      const counted = uses.map(({ quota, endsAt, amount, limit }) => {
        const used = Number(usedIn.get(owner, quota, endsAt.getTime())?.['used'] ?? 0);
        return { quota, endsAt, limit, used, sum: used + amount };
      });
      if (counted.some(({ sum, limit }) => sum > limit)) {
        return { taken: false, used: counted.map(({ used }) => used) };
      }
      try {
        // The record of the grant is synced right after it. Without a grant, a lost sum harms nobody.
        transaction(database, () => {
          removeEnded.run(clock.now().getTime());
          for (const { quota, endsAt, sum } of counted) {
            store.run(owner, quota, endsAt.getTime(), sum);
          }
        });
      } catch (cause) {
        if (!isDatabaseFull(cause)) throw cause;
        throw new OutOfSpaceError('there is no space left to count the use of quotas', { cause });
      }
      return { taken: true, used: counted.map(({ sum }) => sum) };
    },
  };
}
