import { statSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { idOf } from '@thumbing/pipeline/testing';
import { edition, jpeg, type Edition } from '../testing/edition.ts';
import { imagesOf } from '../testing/images.ts';
import { parts, type Parts } from '../testing/parts.ts';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { backUp } from './backup.ts';
import { doctor } from './doctor/doctor.ts';

let target: TemporaryFolder;
beforeEach(async () => {
  target = await temporaryFolder();
});
afterEach(() => target.close());

describe('a backup of a running server', () => {
  let running: Edition;
  beforeEach(async () => {
    running = await edition();
  });
  afterEach(() => running.close());

  it('is a data directory with the same images, from which another server starts', async () => {
    const ada = await running.as('ada');
    const id = await ada.upload(jpeg);
    await ada.settled(id);
    const granted = await ada.grant(jpeg.length);
    const made = await backUp({ dataDir: running.folder.path, target: target.path });
    expect(made).toEqual({ images: 2, files: 5 });
    const check = { dataDir: target.path, keepsOriginals: true };
    expect((await doctor(check)).findings).toEqual([]);

    const second = await edition({ folder: target });
    const again = await second.as('ada');
    const image = await again.getImage(id);
    expect(image.status).toBe('ready');
    for (const { url } of image.renditions) expect((await fetch(url)).status).toBe(200);
    expect((await again.getImage(granted.id)).status).toBe('pending');
    expect((await again.api(`/v1/images/${id}`, { method: 'DELETE' })).status).toBe(204);
    await second.stop();
    for (const { url } of (await ada.getImage(id)).renditions) {
      expect((await fetch(url)).status).toBe(200);
    }
  });

  it('can be read by this user only', async () => {
    const ada = await running.as('ada');
    await ada.settled(await ada.upload(jpeg));
    const folder = join(target.path, 'deep', 'new');
    await backUp({ dataDir: running.folder.path, target: folder });
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      expect([entry.name, mode & 0o777]).toEqual([entry.name, entry.isFile() ? 0o600 : 0o700]);
    }
    expect(await readFile(join(folder, 'keys', 'grants'))).toEqual(
      await readFile(join(running.folder.path, 'keys', 'grants')),
    );
  });
});

describe('a backup', () => {
  let world: Parts;
  beforeEach(async () => {
    world = await parts();
  });
  afterEach(() => world.close());
  const make = () => backUp({ dataDir: world.folder.path, target: target.path });

  it('refuses a folder that is not empty, and changes nothing of it', async () => {
    await writeFile(join(target.path, 'photo.jpg'), 'mine');
    await expect(make()).rejects.toThrow(
      `${target.path} is not empty: choose a folder that is new or empty`,
    );
    expect(await target.files()).toEqual(['photo.jpg']);
  });

  it('does not look complete when a file cannot be copied', async () => {
    const { ready, store } = imagesOf(world.deps);
    await ready(1);
    await store(1);
    // A folder can be neither linked nor copied.
    await mkdir(join(world.folder.path, 'renditions', 'avatar', idOf(1), 'large.webp'), {
      recursive: true,
    });
    await expect(make()).rejects.toThrow();
    expect(await target.files()).not.toContain('thumbing.db');
    await expect(edition({ folder: target })).rejects.toThrow('is missing or empty');
  });

  it('leaves out an image that was deleted after the database was copied', async () => {
    const { ready, store } = imagesOf(world.deps);
    for (let n = 1; n <= 50; n += 1) {
      await ready(n);
      await store(n);
    }
    const making = make();
    const copy = join(target.path, 'thumbing.db.incomplete');
    while (!statSync(copy, { throwIfNoEntry: false })?.size) await setImmediate();
    await world.deps.records.remove(idOf(50));
    await making;
    expect(await target.files('originals')).toHaveLength(49);
    const check = { dataDir: target.path, keepsOriginals: true };
    expect((await doctor(check)).checked.records).toBe(49);
  });

  it('reports a database that is lost', async () => {
    const dataDir = join(target.path, 'nothing');
    await expect(backUp({ dataDir, target: target.path })).rejects.toThrow(
      `${join(dataDir, 'thumbing.db')} is missing or empty: give the data directory of the server, or restore it from a backup`,
    );
  });
});
