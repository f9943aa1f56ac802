import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import * as z from 'zod';
import { webhookOriginOf } from '../../queues/open-queues.ts';
import type { Finding } from './findings.ts';

/** Findings in the structure of the database: SQLite reports at most 100. */
export const checkIntegrity = (database: DatabaseSync): readonly Finding[] =>
  database
    .prepare('PRAGMA integrity_check')
    .all()
    .map((row) => String(row['integrity_check']))
    .filter((result) => result !== 'ok')
    .map((detail) => ({ problem: 'database-unusable', file: 'thumbing.db', detail }));

/** Messages that are not delivered any more, nor before the next start. */
const STUCK = `SELECT id, queue, state, body FROM messages
  WHERE state IN ('unreadable', 'parked') OR (queue LIKE 'webhooks:%.dead') ORDER BY id`;

export const checkMessages = (database: DatabaseSync): readonly Finding[] =>
  database.prepare(STUCK).all().map(findingOf);

function findingOf(row: Record<string, SQLOutputValue>): Finding {
  const queue = String(row['queue']);
  const place = `row ${Number(row['id'])}`;
  if (row['state'] === 'unreadable') {
    return { problem: 'message-unreadable', detail: `${place}, ${nameOf(queue)}` };
  }
  const id = idIn(String(row['body']));
  return row['state'] === 'parked'
    ? { problem: 'message-parked', ...id, detail: place }
    : { problem: 'dead-letter', ...id, detail: `${place}, ${nameOf(queue)}` };
}

const identified = z.object({ id: z.string() });

/** Id of the image or the event of a message. */
function idIn(body: string): Pick<Finding, 'id'> {
  try {
    return identified.parse(JSON.parse(body));
  } catch {
    return {};
  }
}

const nameOf = (queue: string): string => webhookOriginOf(queue) ?? queue;
