import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Appended to when the schema changes; `PRAGMA user_version` is the number of migrations applied. */
const MIGRATIONS = [
  `CREATE TABLE images (
     id TEXT PRIMARY KEY,
     version INTEGER NOT NULL,
     owner TEXT NOT NULL,
     profile TEXT NOT NULL,
     status TEXT NOT NULL,
     deleting INTEGER NOT NULL,
     record TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX images_by_owner ON images (owner, deleting, id DESC);
   CREATE INDEX images_by_owner_and_status ON images (owner, deleting, profile, status, id DESC);
   CREATE INDEX images_by_status ON images (deleting, status, id);

   CREATE TABLE messages (
     id INTEGER PRIMARY KEY,
     queue TEXT NOT NULL,
     body TEXT NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0,
     due INTEGER NOT NULL,
     handed_out INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE INDEX messages_by_due ON messages (queue, due);`,

  `ALTER TABLE messages ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting';
   ALTER TABLE messages ADD COLUMN deliveries INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE messages ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0;
   UPDATE messages SET state = 'leased', attempts = attempts - 1 WHERE handed_out = 1;
   ALTER TABLE messages DROP COLUMN handed_out;
   DROP INDEX messages_by_due;
   CREATE INDEX messages_by_due ON messages (queue, state, due);

   ALTER TABLE messages ADD COLUMN message_group TEXT NOT NULL DEFAULT '';
   CREATE INDEX messages_ready ON messages (queue, message_group, due, id) WHERE state = 'ready';
   CREATE TABLE turns (
     queue TEXT NOT NULL,
     message_group TEXT NOT NULL,
     turn INTEGER NOT NULL,
     PRIMARY KEY (queue, message_group)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX turns_in_order ON turns (queue, turn);
   CREATE TRIGGER group_joins_turns AFTER UPDATE OF queue, state ON messages WHEN new.state = 'ready' BEGIN
     INSERT INTO turns SELECT new.queue, new.message_group, coalesce(max(turn), 0) + 1
       FROM turns WHERE queue = new.queue ON CONFLICT DO NOTHING;
   END;
   CREATE TRIGGER group_leaves_turns AFTER UPDATE OF queue, state ON messages WHEN old.state = 'ready' BEGIN
     DELETE FROM turns WHERE queue = old.queue AND message_group = old.message_group AND NOT EXISTS (
       SELECT 1 FROM messages INDEXED BY messages_ready
       WHERE queue = old.queue AND message_group = old.message_group AND state = 'ready');
   END;
   CREATE TRIGGER removed_group_leaves_turns AFTER DELETE ON messages WHEN old.state = 'ready' BEGIN
     DELETE FROM turns WHERE queue = old.queue AND message_group = old.message_group AND NOT EXISTS (
       SELECT 1 FROM messages INDEXED BY messages_ready
       WHERE queue = old.queue AND message_group = old.message_group AND state = 'ready');
   END;`,

  `CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 1), seen INTEGER NOT NULL) STRICT`,
];

/** https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;

/**
 * Opens the database of a data directory for this process alone, and migrates its schema. Committed data
 * survives `kill -9` and a power failure. Only this user may read the file. Throws if it is in use, damaged,
 * no database, or of a newer version.
 */
export function openDatabase(file: string): DatabaseSync {
  // By default SQLite makes files readable by everyone. Its journal files inherit the mode of this one.
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const database = new DatabaseSync(file, { timeout: 1_000 });
  try {
    lock(database);
    migrate(database, file);
    return database;
  } catch (error) {
    database.close();
    throw explained(error, file);
  }
}

function lock(database: DatabaseSync): void {
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
}

function migrate(database: DatabaseSync, file: string): void {
  const version = versionOf(database);
  if (version > MIGRATIONS.length) {
    throw new Error(
      `${file} has version ${version} of the schema, but this program knows versions up to ` +
        `${MIGRATIONS.length}: start the newer program that wrote it, or restore a backup from before the upgrade`,
    );
  }
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (index < version) continue;
    transaction(database, () => {
      database.exec(`${migration}; PRAGMA user_version = ${index + 1}`);
    });
  }
}

const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version']);

/** Error with the file and a remedy, if there is one. */
function explained(cause: unknown, file: string): unknown {
  if (isResult(cause, SQLITE_BUSY)) {
    const remedy = 'stop it, or choose another folder';
    return new Error(`${file} is in use by another process: ${remedy}`, { cause });
  }
  if (isDatabaseDamaged(cause)) {
    return new Error(`${file} is damaged, or no database: restore it from a backup`, { cause });
  }
  return cause;
}

/** True for the error of a write that failed because the disk, or the database's quota, is full. */
export const isDatabaseFull = (error: unknown): boolean => isResult(error, SQLITE_FULL);

/** True for the error of a database whose content is not as SQLite wrote it. */
export const isDatabaseDamaged = (error: unknown): boolean =>
  isResult(error, SQLITE_CORRUPT) || isResult(error, SQLITE_NOTADB);

/** The lower 8 bits of a result tell the kind, and the others details. */
const isResult = (error: unknown, code: number): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'errcode' in error &&
  (Number(error.errcode) & 0xff) === code;

/** Commits a write that changes nothing. Throws if the database cannot be written. */
export function commitNothing(database: DatabaseSync): void {
  database.exec(`PRAGMA user_version = ${versionOf(database)}`);
}

/** Runs `work` as one transaction: all of it is stored, or nothing. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite has already rolled back if the disk is full.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
