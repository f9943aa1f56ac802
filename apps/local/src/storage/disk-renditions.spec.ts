import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { renditionKey } from '@thumbing/config';
import { idOf, renditionsContract } from '@thumbing/pipeline/testing';
import { assets } from '../http/assets/assets.ts';
import { serve } from '../testing/serve.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { diskRenditions } from './disk-renditions.ts';

async function openRenditions() {
  const folder = await temporaryFolder();
  const [directory, staging] = [join(folder.path, 'renditions'), join(folder.path, 'staging')];
  for (const path of [directory, staging]) await mkdir(path);
  const server = await serve(() => assets(directory));
  return {
    folder,
    server,
    renditions: diskRenditions({ directory, staging, baseUrl: server.url }),
    close: async () => {
      await server.close();
      await folder.close();
    },
  };
}

renditionsContract('disk, served over HTTP', async () => {
  const { renditions, server, close } = await openRenditions();
  return {
    renditions,
    served: async (key) => {
      const response = await fetch(renditions.urlOf(key));
      const body = await response.bytes();
      expect(response.url).toBe(`${server.url}/${renditionKey.format(key)}`);
      return response.status === 200 ? body : undefined;
    },
    close,
  };
});

describe('diskRenditions', () => {
  const image = { profile: 'avatar', id: idOf(1) };
  const key = { ...image, variant: 'large', format: 'webp' } as const;

  it('leaves no partial file, and no empty folder of a removed image', async () => {
    const { renditions, folder, close } = await openRenditions();
    await renditions.write(key, Buffer.from('large'));
    expect(await folder.files()).toEqual([`renditions/${renditionKey.format(key)}`]);
    await renditions.removeAll(image);
    expect(await folder.files()).toEqual([]);
    await close();
  });

  it('removes an image while renditions are being written', async () => {
    const { renditions, folder, close } = await openRenditions();
    const writing = Array.from({ length: 200 }, (_, n) =>
      renditions.write({ ...key, variant: `v${n}` }, Buffer.from('late')),
    );
    const settled = Promise.allSettled(writing);
    for (let n = 0; n < 50; n += 1) await renditions.removeAll(image);
    await settled;
    await renditions.removeAll(image);
    expect(await folder.files()).toEqual([]);
    await close();
  });

  it('throws when a write fails, and leaves nothing', async () => {
    const { renditions, folder, close } = await openRenditions();
    await mkdir(join(folder.path, 'renditions', renditionKey.format(key)), { recursive: true });
    await expect(renditions.write(key, Buffer.from('large'))).rejects.toThrow('EISDIR');
    expect(await folder.files('staging')).toEqual([]);
    await close();
  });
});
