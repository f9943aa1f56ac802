import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from './migrations.ts';

/** https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_IOERR_SHMSIZE = 4_874;
const SQLITE_NOTADB = 26;

/**
 * Opens the database of a data directory for this process alone, and migrates its schema. Committed data
 * survives `kill -9`, and a power failure after `synced`. Only this user may read the file. Throws if it is in use, damaged,
 * no database, or of a newer version. Calls `onNew` before it makes a new database, which that may prevent
 * by throwing.
 */
export function openDatabase(file: string, onNew: () => void = () => undefined): DatabaseSync {
  // Before SQLite sees the file: beside an empty one it removes the journal, which may have everything.
  if (!statSync(file, { throwIfNoEntry: false })?.size) onNew();
  const lockFile = join(dirname(file), 'lock');
  for (const path of [file, lockFile]) restrict(path);
  const database = new DatabaseSync(file, { timeout: 1_000 });
  try {
    lock(database, lockFile);
    migrate(database, file, onNew);
    return database;
  } catch (error) {
    database.close();
    throw explained(error, file);
  }
}

/**
 * Connects to the database of a data directory without its lock: a process may have it open meanwhile. Throws if there
 * is none, or if it is damaged or of another version, which only the process with the lock may change.
 */
export function connectDatabase(file: string, { readOnly }: { readOnly: boolean }): DatabaseSync {
  if (!statSync(file, { throwIfNoEntry: false })?.size) {
    throw new Error(
      `${file} is missing or empty: give the data directory of the server, or restore it from a backup`,
    );
  }
  const database = new DatabaseSync(file, { readOnly, timeout: 5_000 });
  try {
    const version = knownVersionOf(database, file);
    if (version < MIGRATIONS.length) {
      throw new Error(
        `${file} has version ${version} of the schema, but this program needs version ` +
          `${MIGRATIONS.length}: start the server once, which upgrades it`,
      );
    }
    if (!readOnly) database.exec('PRAGMA synchronous = FULL');
    return database;
  } catch (error) {
    database.close();
    throw explained(error, file);
  }
}

/** By default SQLite makes files readable by everyone. Journal files inherit the mode of their database. */
function restrict(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}

/**
 * Takes the lock of the data directory: an empty database that this connection has for itself until it is closed. The
 * database with the data has no such lock, so that other processes can read it: for a backup, or to check it.
 */
function lock(database: DatabaseSync, lockFile: string): void {
  database.prepare('ATTACH ? AS lock').run(lockFile);
  database.exec('PRAGMA lock.locking_mode = EXCLUSIVE');
  // Takes the lock, which then outlives the transaction.
  database.exec('BEGIN EXCLUSIVE; COMMIT');
  database.exec('PRAGMA main.journal_mode = WAL');
  // Commits sync nothing: who promises something waits for `synced`.
  database.exec('PRAGMA main.synchronous = NORMAL');
}

function migrate(database: DatabaseSync, file: string, onNew: () => void): void {
  const version = knownVersionOf(database, file);
  if (version === 0) onNew();
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (index < version) continue;
    transaction(database, () => {
      database.exec(`${migration}; PRAGMA user_version = ${index + 1}`);
    });
  }
}

function knownVersionOf(database: DatabaseSync, file: string): number {
  const version = versionOf(database);
  if (version <= MIGRATIONS.length) return version;
  throw new Error(
    `${file} has version ${version} of the schema, but this program knows versions up to ` +
      `${MIGRATIONS.length}: start the newer program that wrote it, or restore a backup from before the upgrade`,
  );
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
    return new Error(`${file} is damaged, or is not a database: restore it from a backup`, {
      cause,
    });
  }
  return cause;
}

/**
 * True for the error of a write that failed because the disk, or the database's quota, is full. The file of SQLite's
 * shared memory, which is made at the start, has an error of its own.
 */
export const isDatabaseFull = (error: unknown): boolean =>
  isResult(error, SQLITE_FULL) || isResult(error, SQLITE_IOERR_SHMSIZE, 0xffff);

/** True for the error of a database whose content is not as SQLite wrote it. */
export const isDatabaseDamaged = (error: unknown): boolean =>
  isResult(error, SQLITE_CORRUPT) || isResult(error, SQLITE_NOTADB);

/** The lower 8 bits of a result tell the kind, and the others details. */
const isResult = (error: unknown, code: number, mask = 0xff): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'errcode' in error &&
  (Number(error.errcode) & mask) === code;

/** Commits a write that changes nothing. Throws if the database cannot be written. */
export function commitNothing(database: DatabaseSync): void {
  database.exec(`PRAGMA user_version = ${versionOf(database)}`);
}

/**
 * Runs `work` as one transaction: all of it is stored, or nothing. It survives `kill -9`, and a power failure after
 * `synced`, which later transactions do not survive without it.
 */
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
