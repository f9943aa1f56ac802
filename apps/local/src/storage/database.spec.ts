import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase, transaction } from './database.ts';

describe('openDatabase', () => {
  let folder: TemporaryFolder;
  let file: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder.path, 'thumbing.db');
  });
  afterEach(() => folder.close());

  const insert = "INSERT INTO messages (queue, body, due) VALUES ('inbox', '{}', 0)";
  const count = 'SELECT count(*) AS n FROM messages';

  it('migrates a schema once', () => {
    const first = openDatabase(file);
    const version = first.prepare('PRAGMA user_version').get();
    first.exec(insert);
    first.close();
    const second = openDatabase(file);
    expect(second.prepare('PRAGMA user_version').get()).toEqual(version);
    expect(second.prepare(count).get()).toEqual({ n: 1 });
    second.close();
  });

  it('syncs every commit to the disk', () => {
    const database = openDatabase(file);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    database.close();
  });

  it('refuses a database that is in use, until it is closed', () => {
    const first = openDatabase(file);
    expect(() => openDatabase(file)).toThrow(
      `${file} is in use by another process: stop it, or choose another folder`,
    );
    first.exec(insert);
    first.close();
    openDatabase(file).close();
  });

  it('refuses a file that is not a database', async () => {
    await writeFile(
      file,
      'something else entirely, and longer than the header of a database'.repeat(9),
    );
    expect(() => openDatabase(file)).toThrow('file is not a database');
    await mkdir(join(folder.path, 'folder'));
    expect(() => openDatabase(join(folder.path, 'folder'))).toThrow('EISDIR');
  });

  it('makes its files readable by this user only, including an existing one', async () => {
    await writeFile(file, '', { mode: 0o644 });
    const database = openDatabase(file);
    database.exec(insert);
    const files = await folder.files();
    expect(files).toContain('thumbing.db-wal');
    for (const name of files) {
      expect((await stat(join(folder.path, name))).mode & 0o777).toBe(0o600);
    }
    database.close();
  });

  it('stores all of a transaction, or nothing', () => {
    const database = openDatabase(file);
    const failing = () =>
      transaction(database, () => {
        database.exec(insert);
        throw new Error('half-way');
      });
    expect(failing).toThrow('half-way');
    expect(database.prepare(count).get()).toEqual({ n: 0 });
    transaction(database, () => database.exec(insert));
    expect(database.prepare(count).get()).toEqual({ n: 1 });
    database.close();
  });

  it('throws the original error even if SQLite has rolled back itself', () => {
    const database = openDatabase(file);
    const failing = () =>
      transaction(database, () => {
        database.exec('ROLLBACK');
        throw new Error('the disk is full');
      });
    expect(failing).toThrow('the disk is full');
    database.close();
  });
});
