import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import type { Log } from '../util/log.ts';

/**
 * Pages of the log at which a commit copies it to the database by itself: 40 MB, if the thread cannot keep up. SQLite's
 * default is 1,000, which a busy server reaches every few seconds.
 */
const MOST_PAGES = 10_000;

export interface Checkpoints {
  /** Ends the thread. To be called before the database is closed, which copies the rest and removes the log. */
  readonly close: () => Promise<void>;
}

/**
 * Copies the log of a database to it on another thread, so often. A commit that did so would sync two files, which
 * holds up every request for as long as the disk takes.
 */
export function startCheckpoints(
  database: DatabaseSync,
  log: Log,
  milliseconds = 10_000,
): Checkpoints {
  const thread = new Worker(new URL('checkpoint-thread.ts', import.meta.url), {
    argv: [database.location(), milliseconds],
    // Flags of the process may load what is meant for it alone.
    execArgv: [],
  });
  thread.on('error', (error) => log('the log of the database is copied by commits again', error));
  const ended = new Promise((resolve) => thread.once('exit', resolve));
  thread.unref();
  database.exec(`PRAGMA wal_autocheckpoint = ${MOST_PAGES}`);
  return {
    close: async () => {
      // Perhaps nothing else keeps the process alive until the thread has ended.
      thread.ref();
      thread.postMessage('close');
      await ended;
    },
  };
}
