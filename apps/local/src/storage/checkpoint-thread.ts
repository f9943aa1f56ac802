import { DatabaseSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';

/** Tries to copy all: pages that are committed meanwhile are left, and the log can begin anew only when none is. */
const TRIES = 10;

const [, , file = '', milliseconds] = process.argv;
const database = new DatabaseSync(file);
// It waits for nobody, and nobody for it.
const checkpoint = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');

const isAllCopied = (): boolean => {
  const { log, checkpointed } = checkpoint.get() ?? {};
  return log === checkpointed;
};

const timer = setInterval(() => {
  try {
    for (let tries = 0; tries < TRIES && !isAllCopied();) tries += 1;
  } catch {
    // The disk is full or fails: commits tell, which wait for it.
  }
}, Number(milliseconds));

parentPort?.once('message', () => {
  clearInterval(timer);
  database.close();
});
