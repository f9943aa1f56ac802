import type { DatabaseSync, StatementSync } from 'node:sqlite';

/**
 * Statements of the queues. A message is `waiting` until it is due, then `ready`, then `leased` to a
 * receiver until it is due again. One that is `parked` waits for the next start, and one that is `unreadable` stays,
 * for a person to look at. `attempts` counts those that failed, and `error` has the reason of the last.
 *
 * The groups with ready messages form a ring, in the table `turns`, which triggers keep: a group joins it at
 * the end, and goes to the end after each of its messages. No statement of a receiver reads more than
 * a slice of the messages that have become due, or those in work.
 */
export const QUEUE_SQL = {
  send: 'INSERT INTO messages (queue, message_group, body, due) VALUES (?, ?, ?, ?)',
  all: 'SELECT body FROM messages WHERE queue = ? ORDER BY due, id',
  count: 'SELECT count(*) AS count FROM messages WHERE queue = ?',
  /** A trigger stores messages that are due at 0: nobody knows since when they wait. */
  oldest: `SELECT due FROM messages WHERE queue = :queue AND state = :state AND due > 0
    ORDER BY due LIMIT 1`,

  /** Deaths are counted when a queue is opened: only then is nothing in work. */
  countDeaths: `UPDATE messages SET state = 'waiting', due = :now, deaths = deaths + 1
    WHERE queue = :queue AND state = 'leased' RETURNING body, deaths`,
  limitDelays: `UPDATE messages SET due = :latest
    WHERE queue = :queue AND state = 'waiting' AND due > :latest`,

  /**
   * Makes up to so many due messages ready, and sets the exhausted ones among them aside. The first death is not among
   * those of a message alone: others were in work beside it, perhaps.
   */
  makeReady: `WITH found AS MATERIALIZED (
      SELECT id, attempts + (state = 'leased') >= :maxAttempts OR deaths > :maxDeaths AS is_exhausted
      FROM messages WHERE queue = :queue AND state IN ('waiting', 'leased') AND due <= :now LIMIT :slice)
    UPDATE messages SET
      queue = iif(is_exhausted, :dead, queue),
      state = iif(is_exhausted, 'waiting', 'ready'),
      due = iif(is_exhausted, :now, due),
      attempts = iif(is_exhausted, 0, attempts + (state = 'leased')),
      deaths = iif(is_exhausted, 0, deaths)
    FROM found WHERE messages.id = found.id`,
  setAsideUnreadable: `UPDATE messages SET queue = :aside, state = 'unreadable', due = :now
    WHERE id = :id`,

  /** Any one will do: a message with deaths is the only one in work. */
  inWork: `SELECT deaths FROM messages WHERE queue = ? AND state = 'leased' LIMIT 1`,
  next: `SELECT id, message_group, deaths, due FROM messages INDEXED BY messages_ready
    WHERE queue = :queue AND state = 'ready' AND message_group =
      (SELECT message_group FROM turns WHERE queue = :queue ORDER BY turn LIMIT 1)
    ORDER BY due, id LIMIT 1`,
  passTurn: `UPDATE turns SET turn = (SELECT max(turn) + 1 FROM turns WHERE queue = :queue)
    WHERE queue = :queue AND message_group = :group`,
  lease: `UPDATE messages SET state = 'leased', due = :until, deliveries = deliveries + 1
    WHERE id = :id RETURNING id, body, attempts, deliveries, deaths`,

  remove: `DELETE FROM messages
    WHERE id = :id AND state = 'leased' AND deliveries = :delivery`,
  retry: `UPDATE messages SET state = 'waiting', due = :due, attempts = attempts + 1, error = :error
    WHERE id = :id AND state = 'leased' AND deliveries = :delivery`,
  release: `UPDATE messages SET state = 'waiting', due = :due
    WHERE id = :id AND state = 'leased' AND deliveries = :delivery`,
  park: `UPDATE messages SET state = 'parked'
    WHERE id = :id AND state = 'leased' AND deliveries = :delivery`,
  unpark: `UPDATE messages SET state = 'waiting', due = :now
    WHERE queue = :queue AND state = 'parked'`,
} as const;

export type QueueStatements = ReturnType<typeof prepare>;

export const prepare = (
  database: DatabaseSync,
): Readonly<Record<keyof typeof QUEUE_SQL, StatementSync>> => ({
  send: database.prepare(QUEUE_SQL.send),
  all: database.prepare(QUEUE_SQL.all),
  count: database.prepare(QUEUE_SQL.count),
  oldest: database.prepare(QUEUE_SQL.oldest),
  countDeaths: database.prepare(QUEUE_SQL.countDeaths),
  limitDelays: database.prepare(QUEUE_SQL.limitDelays),
  setAsideUnreadable: database.prepare(QUEUE_SQL.setAsideUnreadable),
  makeReady: database.prepare(QUEUE_SQL.makeReady),
  inWork: database.prepare(QUEUE_SQL.inWork),
  next: database.prepare(QUEUE_SQL.next),
  passTurn: database.prepare(QUEUE_SQL.passTurn),
  lease: database.prepare(QUEUE_SQL.lease),
  remove: database.prepare(QUEUE_SQL.remove),
  retry: database.prepare(QUEUE_SQL.retry),
  release: database.prepare(QUEUE_SQL.release),
  park: database.prepare(QUEUE_SQL.park),
  unpark: database.prepare(QUEUE_SQL.unpark),
});
