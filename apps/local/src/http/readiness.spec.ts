import { rm, writeFile } from 'node:fs/promises';
import { parts, type Parts } from '../testing/parts.ts';
import { INBOX_BOUND, LEAST_FREE, readinessChecks, type ReadinessDeps } from './readiness.ts';

describe('readiness', () => {
  let world: Parts;
  beforeEach(async () => {
    world = await parts();
  });
  afterEach(() => world.close());

  const results = async (overrides: Partial<ReadinessDeps> = {}) => {
    const { dataDirectory, deps } = world;
    const checks = readinessChecks({
      database: dataDirectory.database,
      staging: dataDirectory.stagingFolder,
      inbox: deps.queues.inbox,
      freeBytes: async () => LEAST_FREE,
      ...overrides,
    });
    const found = Object.entries(checks).map(async ([name, check]) => [name, await check()]);
    return Object.fromEntries(await Promise.all(found)) as Record<string, string | undefined>;
  };
  const fine = { database: undefined, disk: undefined, staging: undefined, inbox: undefined };

  it('finds nothing wrong, and leaves nothing behind', async () => {
    expect(await results()).toEqual(fine);
    expect(await world.folder.files('staging')).toEqual([]);
  });

  it('looks at the disk itself', async () => {
    const { database, stagingFolder: staging } = world.dataDirectory;
    const { disk } = readinessChecks({ database, staging, inbox: { size: () => 0 } });
    expect((await disk()) ?? '').toMatch(/^(?:[\d.]+ [kMG]?B are free, less than .*)?$/);
  });

  it('finds too little free space', async () => {
    expect(await results({ freeBytes: async () => 12_000_000 })).toEqual({
      ...fine,
      disk: '12 MB are free, less than 200 MB; free some space',
    });
  });

  it('finds a database that cannot be written', async () => {
    const { database } = world.dataDirectory;
    database.exec('PRAGMA query_only = ON');
    await expect(results()).rejects.toThrow('readonly database');
    database.exec('PRAGMA query_only = OFF');
    expect(await results()).toEqual(fine);
  });

  it('finds a staging folder that is gone, or a file', async () => {
    const { stagingFolder } = world.dataDirectory;
    await rm(stagingFolder, { recursive: true });
    const said = (code: string) => `the folder for uploads in progress cannot be written (${code})`;
    expect(await results()).toEqual({ ...fine, staging: said('ENOENT') });
    await writeFile(stagingFolder, '');
    expect(await results()).toEqual({ ...fine, staging: said('ENOTDIR') });
  });

  it('finds an inbox that is too long', async () => {
    expect(await results({ inbox: { size: () => INBOX_BOUND } })).toEqual(fine);
    expect(await results({ inbox: { size: () => INBOX_BOUND + 1 } })).toEqual({
      ...fine,
      inbox: '10001 originals wait, more than 10000; wait until they are processed',
    });
  });
});
