import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { createFile, replaceFile } from './atomic-file.ts';

describe('atomic files', () => {
  let folder: TemporaryFolder;
  let staging: string;
  let path: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    staging = join(folder.path, 'staging');
    path = join(folder.path, 'kept', 'deep', 'file');
    await mkdir(staging);
  });
  afterEach(() => folder.close());

  const text = () => readFile(path, 'utf8');
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
  });

  describe('createFile', () => {
    it('shows nothing at the path before the file is complete', async () => {
      const seen: (readonly string[])[] = [];
      const created = await createFile(staging, path, async (file) => {
        await file.write('the first half, ');
        seen.push(await folder.files());
        await file.write('the second half');
        seen.push(await folder.files());
      });
      expect(created).toBe(true);
      for (const files of seen) expect(files).toEqual([expect.stringMatching(/^staging\//)]);
      expect(await text()).toBe('the first half, the second half');
      expect(await folder.files()).toEqual(['kept/deep/file']);
    });

    it('leaves no file if its name cannot be synced, so that it can be made again', async () => {
      // The folder cannot be opened without a file descriptor, while a link needs none.
      const program = `
        import { closeSync, openSync } from 'node:fs';
        import { createFile } from './atomic-file.ts';
        const held = [];
        const exhaust = async () => {
          try {
            for (;;) held.push(openSync('/dev/null'));
          } catch {}
        };
        const [staging, path] = process.argv.slice(1);
        const failed = await createFile(staging, path, exhaust).catch((error) => error.code);
        held.forEach((descriptor) => closeSync(descriptor));
        const created = await createFile(staging, path, async () => undefined);
        console.log(failed + ', then ' + created);`;
      const options = ['--conditions=@thumbing/source', '--input-type=module', '--eval', program];
      const { stdout } = await promisify(execFile)(
        'sh',
        ['-c', 'ulimit -n 64; exec "$0" "$@"', process.execPath, ...options, staging, path],
        { cwd: import.meta.dirname },
      );
      expect(stdout).toBe('EMFILE, then true\n');
      expect(await folder.files()).toEqual(['kept/deep/file']);
    });

    it('leaves no file if its link was made but reported as failed', async () => {
      const program = `
        import fs from 'node:fs';
        import { syncBuiltinESMExports } from 'node:module';
        import { createFile } from './atomic-file.ts';
        const { link } = fs.promises;
        const replaceLink = (by) => {
          fs.promises.link = by;
          syncBuiltinESMExports();
        };
        replaceLink(async (...paths) => {
          await link(...paths);
          throw Object.assign(new Error('the disk fails'), { code: 'EIO' });
        });
        const create = () => createFile(...process.argv.slice(1), async () => undefined);
        const failed = await create().catch((error) => error.code);
        replaceLink(link);
        console.log(failed + ', then ' + (await create()));`;
      const options = ['--conditions=@thumbing/source', '--input-type=module', '--eval', program];
      const { stdout } = await promisify(execFile)(process.execPath, [...options, staging, path], {
        cwd: import.meta.dirname,
      });
      expect(stdout).toBe('EIO, then true\n');
    });

    it('keeps the first of two files', async () => {
      expect(await createFile(staging, path, (file) => file.writeFile('first'))).toBe(true);
      expect(await createFile(staging, path, (file) => file.writeFile('second'))).toBe(false);
      expect(await text()).toBe('first');
      expect(await folder.files('staging')).toEqual([]);
    });

    it('keeps exactly one of many concurrent files, complete', async () => {
      const letters = Array.from({ length: 16 }, (_, n) => n.toString(16));
      const created = await Promise.all(
        letters.map((letter) =>
          createFile(staging, path, (file) => file.writeFile(letter.repeat(100_000))),
        ),
      );
      expect(created.filter(Boolean)).toHaveLength(1);
      const winner = letters[created.indexOf(true)] ?? '';
      expect(await text()).toBe(winner.repeat(100_000));
      expect(await folder.files()).toEqual(['kept/deep/file']);
    });

    it('leaves nothing when writing fails halfway', async () => {
      const failing = createFile(staging, path, async (file) => {
        await file.write('half');
        throw full;
      });
      await expect(failing).rejects.toBe(full);
      expect(await folder.files()).toEqual([]);
    });
  });

  describe('replaceFile', () => {
    it('replaces a file as a whole', async () => {
      await replaceFile(staging, path, Buffer.from('a longer text'));
      await replaceFile(staging, path, Buffer.from('short'));
      expect(await text()).toBe('short');
      expect(await folder.files()).toEqual(['kept/deep/file']);
    });

    it('keeps the old file when the new one cannot take its place', async () => {
      const inTheWay = join(folder.path, 'kept');
      await replaceFile(staging, inTheWay, Buffer.from('a file where a folder is needed'));
      await expect(replaceFile(staging, path, Buffer.from('new'))).rejects.toThrow('ENOTDIR');
      expect(await folder.files()).toEqual(['kept']);
    });
  });
});
