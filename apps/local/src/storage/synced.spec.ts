import { jest } from '@jest/globals';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from './database.ts';
import { NotSyncedError, synced } from './synced.ts';

describe('synced', () => {
  let folder: TemporaryFolder;
  let database: DatabaseSync;
  let file: string;
  /** Bytes of the log at the start of each sync. */
  let syncs: number[];
  let fails: boolean;
  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder.path, 'thumbing.db');
    database = openDatabase(file);
    [syncs, fails] = [[], false];
    const handle = await open(file);
    const prototype = Object.getPrototypeOf(handle) as FileHandle;
    await handle.close();
    jest.spyOn(prototype, 'datasync').mockImplementation(async function (this: FileHandle) {
      if (fails) throw new Error('EIO');
      syncs.push((await this.stat()).size);
      await this.sync();
    });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await folder.close();
  });

  const commit = () => database.exec(`INSERT INTO turns VALUES ('inbox', random(), 1)`);
  const logged = async () => (await stat(`${file}-wal`)).size;

  it('syncs all that was committed before, once for all who wait', async () => {
    const waits = [1, 2, 3].map(() => {
      commit();
      return synced(database);
    });
    const committed = await logged();
    await Promise.all(waits);
    expect(syncs).toEqual([committed]);
    commit();
    await synced(database);
    expect(syncs).toEqual([committed, await logged()]);
    expect(syncs[1]).toBeGreaterThan(committed);
    database.close();
  });

  it('throws when the disk fails, and syncs the same with the next call', async () => {
    commit();
    fails = true;
    await expect(synced(database)).rejects.toThrow(NotSyncedError);
    expect(syncs).toEqual([]);
    fails = false;
    await synced(database);
    expect(syncs).toEqual([await logged()]);
    database.close();
  });

  it('has nothing to sync in a database that was closed, which synced it', async () => {
    commit();
    const wait = synced(database);
    database.close();
    await wait;
    await synced(database);
    expect(syncs).toEqual([]);
  });
});
