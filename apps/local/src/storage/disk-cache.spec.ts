import { mkdir, readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { manualClock, type ManualClock } from '@thumbing/pipeline/testing';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { diskCache, type DiskCache, type DiskCacheOptions } from './disk-cache.ts';

const HOUR = 60 * 60 * 1_000;

describe('the cache on disk', () => {
  let folder: TemporaryFolder;
  let clock: ManualClock;
  let errors: unknown[];
  beforeEach(async () => {
    folder = await temporaryFolder();
    clock = manualClock();
    errors = [];
    for (const name of ['cache', 'staging']) await mkdir(join(folder.path, name));
  });
  afterEach(() => folder.close());

  const open = (options: Partial<DiskCacheOptions> = {}): DiskCache =>
    diskCache({
      directory: join(folder.path, 'cache'),
      staging: join(folder.path, 'staging'),
      maxBytes: 1_000,
      keepSeconds: 24 * 3_600,
      clock,
      onError: (error) => errors.push(error),
      ...options,
    });
  const files = async (): Promise<string[]> =>
    (await readdir(join(folder.path, 'cache'), { recursive: true })).sort();
  /** Writes a file that was used this many hours ago. */
  const put = async (cache: DiskCache, path: string, bytes: number, hours: number) => {
    await cache.write(path, Buffer.alloc(bytes));
    const then = new Date(clock.now().getTime() - hours * HOUR);
    await utimes(join(folder.path, 'cache', path), then, then);
  };

  it('keeps what is written, and has nothing else', async () => {
    const cache = open();
    await cache.write('photo/1/a', Buffer.from('a'));
    expect((await cache.read('photo/1/a'))?.toString()).toBe('a');
    expect(await cache.read('photo/1/b')).toBeUndefined();
  });

  it('removes what was not used for long, and folders that are empty then', async () => {
    const cache = open();
    await put(cache, 'photo/1/old', 10, 25);
    await put(cache, 'photo/2/old', 10, 25);
    await put(cache, 'photo/2/new', 10, 23);
    await cache.sweep();
    expect(await files()).toEqual(['photo', 'photo/2', 'photo/2/new']);
  });

  it('keeps an old file that is used', async () => {
    const cache = open();
    await put(cache, 'photo/1/a', 10, 25);
    await put(cache, 'photo/1/b', 10, 25);
    await cache.read('photo/1/a');
    await cache.used('photo/1/b');
    await cache.sweep();
    expect(await files()).toContain('photo/1/a');
    expect(await files()).toContain('photo/1/b');
  });

  it('notes a use once an hour, and leaves the time of writing as it is', async () => {
    const cache = open();
    await put(cache, 'photo/1/a', 10, 0.9);
    const file = join(folder.path, 'cache/photo/1/a');
    const before = await stat(file);
    await cache.used('photo/1/a');
    expect((await stat(file)).atimeMs).toBe(before.atimeMs);
    clock.step(HOUR);
    await cache.used('photo/1/a');
    const after = await stat(file);
    expect(after.atimeMs).toBe(clock.now().getTime());
    expect(after.mtimeMs).toBe(before.mtimeMs);
  });

  it('makes room for a new file, by those that were not used for longest', async () => {
    const cache = open();
    await put(cache, 'photo/1/a', 400, 1);
    await put(cache, 'photo/1/b', 400, 3);
    await put(cache, 'photo/1/c', 400, 2);
    await cache.sweep();
    expect(await files()).toEqual(['photo', 'photo/1', 'photo/1/a', 'photo/1/c']);
    expect(errors).toEqual([]);
  });

  it('counts the files that an earlier process left', async () => {
    await put(open(), 'photo/1/a', 900, 1);
    const cache = open();
    await cache.sweep();
    await put(cache, 'photo/1/b', 200, 0);
    await cache.sweep();
    expect(await files()).toEqual(['photo', 'photo/1', 'photo/1/b']);
  });

  it('removes a folder, also one that there is not', async () => {
    const cache = open();
    await cache.write('photo/1/a', Buffer.from('a'));
    await cache.removeFolder('photo/1');
    await cache.removeFolder('photo/1');
    expect(await files()).toEqual(['photo']);
  });
});
