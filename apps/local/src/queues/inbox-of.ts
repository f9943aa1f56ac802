import type { DatabaseSync } from 'node:sqlite';
import type { Inbox } from '@thumbing/pipeline';
import { QUEUE_SQL } from './queue-statements.ts';

/** Inbox of a server that may run meanwhile, in another process: it finds what is sent within a second, or at its next start. */
export function inboxOf(database: DatabaseSync): Inbox {
  const send = database.prepare(QUEUE_SQL.send);
  return {
    // Due at once, whatever the clock of the server says.
    send: async (key, { group }) => void send.run('inbox', group, JSON.stringify(key), 0),
  };
}
