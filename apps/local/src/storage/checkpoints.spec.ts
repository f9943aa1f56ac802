import { waitUntil } from '@thumbing/adapters/testing';
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { startCheckpoints } from './checkpoints.ts';
import { openDatabase } from './database.ts';

describe('checkpoints', () => {
  let folder: TemporaryFolder;
  let database: DatabaseSync;
  let file: string;
  const logged: string[] = [];
  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder.path, 'thumbing.db');
    database = openDatabase(file);
  });
  afterEach(() => folder.close());

  const log = (message: string) => void logged.push(message);
  /** Times that a log began anew: https://sqlite.org/fileformat2.html#the_write_ahead_log */
  const beginningsOf = async (path: string) => (await readFile(path)).readUInt32BE(12);
  const sizeOf = async (path: string) => (await stat(path)).size;
  /** More pages than SQLite's default lets a log have. */
  const LARGE = 8_000_000;
  const commit = () =>
    database.exec(
      `INSERT INTO messages (queue, body, due) VALUES ('inbox', hex(zeroblob(${LARGE / 2})), 0)`,
    );

  it('copy the log to the database, which no commit does, and let it begin anew', async () => {
    const checkpoints = startCheckpoints(database, log, 50);
    commit();
    expect(await sizeOf(`${file}-wal`)).toBeGreaterThan(LARGE);
    expect(await beginningsOf(`${file}-wal`)).toBe(0);
    await waitUntil(async () => (await sizeOf(file)) > LARGE);
    await waitUntil(async () => {
      database.exec('PRAGMA user_version = 0');
      return (await beginningsOf(`${file}-wal`)) > 0;
    });
    await checkpoints.close();
    database.close();
    expect(await folder.files()).not.toContain('thumbing.db-wal');
    expect(logged).toEqual([]);
  });

  it('keep the process alive while they are closed, and only then', async () => {
    database.close();
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--conditions=@thumbing/source',
      '--input-type=module',
      '--eval',
      `const { openDatabase } = await import('${new URL('database.ts', import.meta.url).href}');
       const { startCheckpoints } = await import('${new URL('checkpoints.ts', import.meta.url).href}');
       process.once('beforeExit', async () => {
         await checkpoints.close();
         console.log('closed');
       });
       const checkpoints = startCheckpoints(openDatabase('${file}'), console.log);`,
    ]);
    expect(stdout).toBe('closed\n');
  });

  it('leave the log to commits if the thread fails, and say so', async () => {
    await rm(file);
    await mkdir(file);
    const checkpoints = startCheckpoints(database, log);
    await waitUntil(() => logged.length > 0);
    expect(logged).toEqual(['the log of the database is copied by commits again']);
    await checkpoints.close();
    database.close();
  });
});
