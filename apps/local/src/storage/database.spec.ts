import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { connectDatabase, isDatabaseFull, openDatabase, transaction } from './database.ts';
import { MIGRATIONS } from './migrations.ts';

it.each([
  [true, 'full', 13],
  [true, 'without space for shared memory', 4_874],
  [false, 'damaged', 11],
  [false, 'on a disk that fails', 778],
])('tells (%s) if a database is out of space: one that is %s', (isFull, _, errcode) => {
  expect(isDatabaseFull(Object.assign(new Error('SQLite'), { errcode }))).toBe(isFull);
});

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

  it('finds images of an earlier schema by the expiry of their grant, and keeps unreadable ones', () => {
    const earlier = openDatabase(file);
    const before = MIGRATIONS.findIndex((migration) => migration.includes('images_by_expiry'));
    earlier.exec(`DROP TABLE quota_sums; DROP TRIGGER expired_image_joins_inbox; DROP INDEX images_expired;
      DROP INDEX images_by_expiry; DROP INDEX images_being_deleted; ALTER TABLE messages DROP COLUMN error;
      ALTER TABLE images DROP COLUMN expires_at; ALTER TABLE clock DROP COLUMN trusted;
      PRAGMA user_version = ${before}`);
    const add = earlier.prepare(
      "INSERT INTO images VALUES (?, 1, 'ada', 'avatar', 'pending', 0, ?)",
    );
    const expiresAt = '2026-01-01T00:05:00.000Z';
    add.run('1', JSON.stringify({ granted: { expiresAt } }));
    add.run('2', 'torn');
    earlier.close();
    const database = openDatabase(file);
    const found = database.prepare('SELECT id, expires_at AS expiresAt FROM images ORDER BY id');
    expect(found.all()).toEqual([
      { id: '1', expiresAt },
      { id: '2', expiresAt: null },
    ]);
    database.close();
  });

  it('keeps a log, which is synced before its pages are copied', () => {
    const database = openDatabase(file);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 1 });
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

  it('lets another process read it meanwhile, but not write', () => {
    const database = openDatabase(file);
    const reader = new DatabaseSync(file, { readOnly: true });
    database.exec(insert);
    expect(reader.prepare(count).get()).toEqual({ n: 1 });
    expect(() => reader.exec(insert)).toThrow('readonly database');
    reader.close();
    database.exec(insert);
    database.close();
  });

  it('lets another process connect and write meanwhile, but not without a database of this version', () => {
    expect(() => connectDatabase(file, { readOnly: false })).toThrow(
      `${file} is missing or empty: give the data directory of the server`,
    );
    const database = openDatabase(file);
    const beside = connectDatabase(file, { readOnly: false });
    beside.exec(insert);
    database.exec(insert);
    expect(beside.prepare(count).get()).toEqual({ n: 2 });
    beside.close();
    const version = MIGRATIONS.length;
    database.exec(`PRAGMA user_version = ${version - 1}`);
    expect(() => connectDatabase(file, { readOnly: false })).toThrow(
      `${file} has version ${version - 1} of the schema, but this program needs version ${version}: start the server once`,
    );
    database.exec(`PRAGMA user_version = ${version + 1}`);
    expect(() => connectDatabase(file, { readOnly: false })).toThrow(
      'start the newer program that wrote it',
    );
    database.close();
  });

  it('refuses a file that is not a database, and changes nothing of it', async () => {
    const text = 'something else entirely, and longer than the header of a database'.repeat(9);
    await writeFile(file, text);
    expect(() => openDatabase(file)).toThrow(
      `${file} is damaged, or is not a database: restore it from a backup`,
    );
    expect(await readFile(file, 'utf8')).toBe(text);
    await mkdir(join(folder.path, 'folder'));
    expect(() => openDatabase(join(folder.path, 'folder'))).toThrow('EISDIR');
  });

  it.each([
    ['cut off', (content: Buffer) => content.subarray(0, 4_096)],
    ['overwritten after its header', (content: Buffer) => content.fill(7, 100)],
  ])('refuses a database that is %s, and changes nothing of it', async (_, damage) => {
    openDatabase(file).close();
    const damaged = damage(await readFile(file));
    await writeFile(file, damaged);
    expect(() => openDatabase(file)).toThrow(
      `${file} is damaged, or is not a database: restore it from a backup`,
    );
    expect(await readFile(file)).toEqual(damaged);
  });

  it('refuses the schema of a newer version, and leaves it as it is', () => {
    const database = openDatabase(file);
    const known = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    database.exec(`PRAGMA user_version = ${known + 1}`);
    database.close();
    const refusal = `${file} has version ${known + 1} of the schema, but this program knows versions up to ${known}: start the newer program that wrote it, or restore a backup from before the upgrade`;
    expect(() => openDatabase(file)).toThrow(refusal);
    expect(() => openDatabase(file)).toThrow(refusal);
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
