import type { DatabaseSync, StatementSync } from 'node:sqlite';

/**
 * Statements of the queues. A message is `waiting` until it is due, or `leased` to a receiver; the lease of
 * a leased one ends when it is due. `attempts` counts those that failed.
 */
export const QUEUE_SQL = {
  send: 'INSERT INTO messages (queue, body, due) VALUES (?, ?, ?)',
  all: 'SELECT body FROM messages WHERE queue = ? ORDER BY due, id',
  count: 'SELECT count(*) AS count FROM messages WHERE queue = ?',

  /** Deaths are counted when a queue is opened: only then is nothing in work. */
  countDeaths: `UPDATE messages SET state = 'waiting', due = :now, deaths = deaths + 1
    WHERE queue = :queue AND state = 'leased'`,

  /** The first death is not among those of a message alone: others were in work beside it, perhaps. */
  setAside: `UPDATE messages
    SET queue = :dead, state = 'waiting', due = :now, attempts = 0, deaths = 0
    WHERE queue = :queue AND state IN ('waiting', 'leased') AND due <= :now
      AND (attempts + (state = 'leased') >= :maxAttempts OR deaths > :maxDeaths)`,
  expire: `UPDATE messages SET state = 'waiting', attempts = attempts + 1
    WHERE queue = :queue AND state = 'leased' AND due <= :now`,

  inWork: `SELECT count(*) AS messages, max(deaths) AS deaths FROM messages
    WHERE queue = ? AND state = 'leased'`,
  next: `SELECT id, deaths FROM messages
    WHERE queue = :queue AND state = 'waiting' AND due <= :now ORDER BY due, id LIMIT 1`,
  lease: `UPDATE messages SET state = 'leased', due = :until, deliveries = deliveries + 1
    WHERE id = :id RETURNING id, body, attempts, deliveries, deaths`,

  remove: `DELETE FROM messages
    WHERE id = :id AND state = 'leased' AND deliveries = :delivery`,
  retry: `UPDATE messages SET state = 'waiting', due = :due, attempts = attempts + 1
    WHERE id = :id AND state = 'leased' AND deliveries = :delivery`,
  release: `UPDATE messages SET state = 'waiting', due = :due
    WHERE id = :id AND state = 'leased' AND deliveries = :delivery`,
} as const;

export type QueueStatements = ReturnType<typeof prepare>;

export const prepare = (
  database: DatabaseSync,
): Readonly<Record<keyof typeof QUEUE_SQL, StatementSync>> => ({
  send: database.prepare(QUEUE_SQL.send),
  all: database.prepare(QUEUE_SQL.all),
  count: database.prepare(QUEUE_SQL.count),
  countDeaths: database.prepare(QUEUE_SQL.countDeaths),
  setAside: database.prepare(QUEUE_SQL.setAside),
  expire: database.prepare(QUEUE_SQL.expire),
  inWork: database.prepare(QUEUE_SQL.inWork),
  next: database.prepare(QUEUE_SQL.next),
  lease: database.prepare(QUEUE_SQL.lease),
  remove: database.prepare(QUEUE_SQL.remove),
  retry: database.prepare(QUEUE_SQL.retry),
  release: database.prepare(QUEUE_SQL.release),
});
