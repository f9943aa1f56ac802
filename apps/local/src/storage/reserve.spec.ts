import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OutOfSpaceError } from '@thumbing/pipeline';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { openReserve } from './reserve.ts';

describe('the reserve', () => {
  let folder: TemporaryFolder;
  let file: string;
  let logged: string[];
  let free: number;
  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder.path, 'reserve');
    [logged, free] = [[], 200_000];
  });
  afterEach(() => folder.close());

  const open = () =>
    openReserve({
      file,
      log: (message) => void logged.push(message),
      bytes: 100_000,
      freeBytes: async () => free,
    });
  const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });

  /** Work that needs the space of the reserve. */
  const work = async () => {
    if ((await folder.files()).includes('reserve')) throw full;
    return 'done';
  };

  it('takes up its space on the disk, once, and only this user may read it', async () => {
    const reserve = open();
    await Promise.all([reserve.restore(), reserve.restore()]);
    const { size, blocks, mode, mtimeMs } = await stat(file);
    expect([size, mode & 0o777]).toEqual([100_000, 0o600]);
    expect(blocks * 512).toBeGreaterThanOrEqual(size);
    await open().restore();
    expect((await stat(file)).mtimeMs).toBe(mtimeMs);
    expect(logged).toEqual([]);
  });

  it('is filled again after a process died while it was being filled', async () => {
    await writeFile(file, 'half');
    await open().restore();
    expect((await stat(file)).size).toBe(100_000);
  });

  it('is released for work that has no other space, which is done again', async () => {
    const reserve = open();
    await reserve.restore();
    expect(await reserve.lend(work)).toBe('done');
    expect(await folder.files()).toEqual([]);
    expect(await reserve.lend(work)).toBe('done');
    expect(logged).toEqual([
      'the disk is full, and the reserve for deletions is in use. Uploads are refused until 200 KB are free: ' +
        'delete images, or other files',
    ]);
  });

  it('is kept for work that fails for other reasons', async () => {
    const reserve = open();
    await reserve.restore();
    const failing = reserve.lend(() => Promise.reject(new Error('EIO')));
    await expect(failing).rejects.toThrow('EIO');
    expect(await folder.files()).toEqual(['reserve']);
  });

  it('is not restored before as much again is free, and that is logged', async () => {
    const reserve = open();
    await reserve.restore();
    await reserve.lend(work);
    free = 199_999;
    await expect(reserve.restore()).rejects.toThrow(
      new OutOfSpaceError('the disk is full: uploads are refused until 200 KB are free'),
    );
    expect(await folder.files()).toEqual([]);
    free = 200_000;
    await reserve.restore();
    expect(await folder.files()).toEqual(['reserve']);
    expect(logged.slice(1)).toEqual(['the disk has space again: uploads are accepted']);
  });
});
