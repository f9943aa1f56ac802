import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { event } from '@thumbing/config';
import { webhookOriginOf } from '../queues/open-queues.ts';
import { deadLettersOf } from '../queues/sqlite-queue.ts';
import type { DeadLetter } from './dead-letter.ts';

/** Messages that were given up: events that a webhook did not accept, and messages that cannot be read. */
export interface DeadMessages {
  readonly all: () => readonly DeadLetter[];
  /** Makes a message wait in its queue as if it were new. Returns `false` if there is no such dead letter. */
  readonly redrive: (id: string) => boolean;
}

const SUFFIX = deadLettersOf('');

/** Other messages in the dead letters of the inbox are on their way: a worker marks their images as failed. */
const IS_DEAD = `queue LIKE '%${SUFFIX}' AND (queue <> '${deadLettersOf('inbox')}' OR state = 'unreadable')`;

const SQL = {
  all: `SELECT id, queue, state, body, due, error FROM messages WHERE ${IS_DEAD} ORDER BY due, id`,
  /** Due at once, whatever the clock of the server says. */
  redrive: `UPDATE messages
    SET queue = substr(queue, 1, length(queue) - ${SUFFIX.length}), state = 'waiting', due = 0, attempts = 0, deaths = 0
    WHERE id = ? AND ${IS_DEAD}`,
};

/** Reads the tables of the queues, without opening a queue: that is for the process which receives from it. */
export function deadMessages(database: DatabaseSync): DeadMessages {
  const all = database.prepare(SQL.all);
  const redrive = database.prepare(SQL.redrive);
  return {
    all: () => all.all().map(letterOf),
    redrive: (id) => redrive.run(id).changes === 1,
  };
}

function letterOf(row: Record<string, SQLOutputValue>): DeadLetter {
  const letter = {
    id: String(row['id']),
    queue: nameOf(String(row['queue']).slice(0, -SUFFIX.length)),
    since: new Date(Number(row['due'])),
  };
  const { data } = event.safeParse(row['state'] === 'unreadable' ? undefined : jsonOf(row['body']));
  if (!data) return { ...letter, error: 'the message cannot be read' };
  const { id, profile, owner } = data.data.image;
  return {
    ...letter,
    error: String(row['error'] ?? 'unknown'),
    image: { id, profile, owner },
    event: { id: data.id, type: data.type },
  };
}

function nameOf(queue: string): string {
  const origin = webhookOriginOf(queue);
  return origin === undefined ? queue : `webhook of ${origin}`;
}

function jsonOf(body: SQLOutputValue | undefined): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}
