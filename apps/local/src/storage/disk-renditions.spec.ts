import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { renditionKey, type RenditionKey } from '@thumbing/config';
import { idOf, renditionsContract } from '@thumbing/pipeline/testing';
import { Hono } from 'hono';
import { assetCache } from '../http/assets/asset-cache.ts';
import { keptAssets } from '../http/assets/kept-assets.ts';
import { serve } from '../testing/serve.ts';
import { temporaryCache } from '../testing/temporary-cache.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { diskRenditions, renditionFiles } from './disk-renditions.ts';

async function openRenditions() {
  const folder = await temporaryFolder();
  const directory = join(folder.path, 'renditions');
  const staging = join(folder.path, 'staging');
  await mkdir(directory);
  const cache = await temporaryCache(folder.path);
  const files = renditionFiles({ directory, cache });
  const send = keptAssets({ ...files, ...assetCache(files), origins: [] });
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get('*', async (c) => {
    const key = renditionKey.parse(c.req.path.slice(1));
    return (key && (await send(c, key))) ?? c.notFound();
  });
  const server = await serve(() => app);
  return {
    folder,
    server,
    renditions: diskRenditions({ directory, staging, cache, baseUrl: server.url }),
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

  it('keeps a recipe of an address in the cache, and removes it with its image', async () => {
    const { renditions, folder, close } = await openRenditions();
    await renditions.write({ ...image, recipe: 'width=9', format: 'webp' }, Buffer.from('9'));
    const path = renditionKey.format({ ...image, recipe: 'width=9', format: 'webp' });
    expect(await folder.files()).toEqual([`cache/renditions/${path}`]);
    await renditions.removeAll(image);
    expect(await folder.files()).toEqual([]);
    await close();
  });

  it.each([
    ['long', `caption.text=${'QUFB'.repeat(120)}`],
    ['with a colon', 'width=9,height=9,fit=cover,position=0.5:0.2'],
    ['with a text, in which capitals count', 'caption.text=QUFB'],
  ])(
    'gives a recipe another file name that is %s, and tells it among the stored',
    async (_, recipe) => {
      const { renditions, folder, close } = await openRenditions();
      const long: RenditionKey = { ...image, recipe, format: 'webp' };
      await renditions.write(long, Buffer.from('a'));
      const other: RenditionKey = { ...long, recipe: recipe.replace('QUFB', 'qufb') };
      expect((await fetch(renditions.urlOf(long))).status).toBe(200);
      if (other.recipe !== recipe) expect((await fetch(renditions.urlOf(other))).status).toBe(404);
      expect(await folder.files()).toEqual([
        expect.stringMatching(/^cache\/renditions\/avatar\/.+\/hash=[0-9a-f]{64}\.webp$/),
      ]);
      expect((await renditions.stored(image)).length).toBe(1);
      await close();
    },
  );

  it('throws when a write fails, and leaves nothing', async () => {
    const { renditions, folder, close } = await openRenditions();
    await mkdir(join(folder.path, 'renditions', renditionKey.format(key)), { recursive: true });
    await expect(renditions.write(key, Buffer.from('large'))).rejects.toThrow('EISDIR');
    expect(await folder.files('staging')).toEqual([]);
    await close();
  });
});
