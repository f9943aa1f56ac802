import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sign, signWidths, type SigningKey } from '@thumbing/client/server';
import type { ConfigInput } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { waitUntil, type Client } from '@thumbing/adapters/testing';
import * as z from 'zod';
import { edition, jpeg as small, type Edition } from '../../testing/edition.ts';

const large = new Uint8Array(await photo({ width: 3_000, height: 2_250 }));

const config: Partial<ConfigInput> = {
  profiles: {
    avatar: {
      maxBytes: '5 MB',
      variants: {
        thumb: { resize: { width: 8 } },
        hero: { on: 'request', resize: { width: 40, height: 30, fit: 'cover' } },
      },
      formats: ['webp', 'jpeg'],
      onDemand: { widths: [10, 20], recipes: 'signed' },
    },
    secret: { variants: { thumb: { resize: { width: 8 } } }, formats: ['webp'], access: 'private' },
  },
};

const keyFile = z.object({ keys: z.array(z.object({ id: z.string(), secret: z.string() })) });

describe('renditions on request', () => {
  let running: Edition;
  let ada: Client;
  let id: string;
  let key: SigningKey;
  beforeAll(async () => {
    running = await edition({ config });
    ada = await running.as('ada');
    id = await ada.upload(large);
    await ada.settled(id);
    const file = await readFile(join(running.folder.path, 'keys/addresses.json'), 'utf8');
    const [first] = keyFile.parse(JSON.parse(file)).keys;
    if (!first) throw new Error('there is no key');
    key = first;
  });
  afterAll(async () => {
    expect(running.logged).toEqual([]);
    await running.close();
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${running.url}/assets${path}`, { headers });
  const statusOf = async (path: string) => (await get(path)).headers.get('cache-status');
  const filesOf = async (folder: string) =>
    (await running.folder.files(folder)).filter((file) => file.includes(id));

  it('are not made at upload', async () => {
    expect(await filesOf('renditions')).toEqual([
      `avatar/${id}/thumb.jpeg`,
      `avatar/${id}/thumb.webp`,
    ]);
    expect((await filesOf('cache')).filter((file) => !file.startsWith('copies/'))).toEqual([]);
  });

  it('are made from a copy of a large original, which is made after its upload', async () => {
    await waitUntil(async () => (await filesOf('cache')).some((file) => file.startsWith('copies')));
    expect((await filesOf('cache')).filter((file) => file.startsWith('copies/'))).toEqual([
      `copies/avatar/${id}/1280.jpeg`,
    ]);
  });

  it('are made for the first request, and kept for the next', async () => {
    const path = `/avatar/${id}/hero.webp`;
    const made = await get(path);
    expect(made.status).toBe(200);
    expect(made.headers.get('cache-status')).toBe('Thumbing; fwd=miss; stored');
    expect(made.headers.get('server-timing')).toMatch(/^read;dur=\d+, render;dur=\d+$/);
    const bytes = await made.bytes();
    await waitUntil(async () => (await filesOf('renditions')).length === 3);
    for (const round of ['from the disk', 'from memory']) {
      const kept = await get(path);
      expect([round, kept.headers.get('cache-status')]).toEqual([round, 'Thumbing; hit']);
      expect(kept.headers.get('etag')).toBe(made.headers.get('etag'));
      expect(await kept.bytes()).toEqual(bytes);
    }
  });

  it('are in the format that the client prefers, and in the width that it names', async () => {
    const response = await get(`/avatar/${id}/hero,width=20`, { accept: 'image/webp' });
    expect(response.headers.get('content-type')).toBe('image/webp');
    expect(response.headers.get('vary')).toContain('Accept');
    const again = await get(`/avatar/${id}/hero,width=20`, { accept: 'image/jpeg' });
    expect(again.headers.get('content-type')).toBe('image/jpeg');
  });

  it('need a signature for a recipe, also once they are kept', async () => {
    const path = `/avatar/${id}/width=33.webp`;
    expect((await get(path)).status).toBe(403);
    const signed = await sign(path, { key });
    expect(await statusOf(signed)).toBe('Thumbing; fwd=miss; stored');
    await waitUntil(async () => (await filesOf('cache')).some((file) => file.includes('width=33')));
    expect(await statusOf(signed)).toBe('Thumbing; hit');
    expect((await get(path)).status).toBe(403);
    expect((await get(signed.replace('33', '34'))).status).toBe(403);
  });

  it('have one signature for all widths of a profile', async () => {
    const addressOf = await signWidths(`/avatar/${id}/width=*,grayscale=true.webp`, { key });
    expect((await get(addressOf(10))).status).toBe(200);
    expect((await get(addressOf(20, 'jpeg'))).status).toBe(200);
    expect((await get(addressOf(30))).status).toBe(403);
  });

  it('of a private profile need a signature that ends, also those that are made at upload', async () => {
    const secret = await ada.upload(small, { profile: 'secret' });
    await ada.settled(secret);
    const path = `/secret/${secret}/thumb.webp`;
    expect((await get(path)).status).toBe(403);
    expect((await get(await sign(path, { key }))).status).toBe(403);
    const expires = Math.floor(Date.now() / 1_000) + 600;
    const allowed = await get(await sign(path, { key, expires }));
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get('cache-control')).toMatch(/^private, max-age=(?:600|59\d)$/);
    expect(allowed.headers.get('cache-status')).toBe('Thumbing; hit');
    expect((await get(await sign(path, { key, expires: 1 }))).status).toBe(410);
    expect((await get(path)).status).toBe(403);

    const { renditions, expires: end } = await ada.getImage(secret);
    expect((await fetch(renditions[0]?.url ?? '')).status).toBe(200);
    expect(Date.parse(end ?? '') - Date.now()).toBeGreaterThan(3_000_000);
    expect((await fetch(`${running.url}/latest/secret/ada/thumb.webp`)).status).toBe(404);
  });

  it('are served by the next process, with the same ETag', async () => {
    const path = `/avatar/${id}/hero.webp`;
    const etag = (await get(path)).headers.get('etag');
    await running.stop();
    running = await edition({ config, folder: running.folder });
    ada = await running.as('ada');
    const response = await get(path);
    expect(response.headers.get('cache-status')).toBe('Thumbing; hit');
    expect(response.headers.get('etag')).toBe(etag);
  });

  it('are removed with their image: no file is left, and no request makes another', async () => {
    const making = [11, 12, 13, 14, 15].map(async (width) =>
      get(await sign(`/avatar/${id}/width=${width}`, { key })),
    );
    const deleted = await ada.api(`/v1/images/${id}`, { method: 'DELETE' });
    expect(deleted.status).toBe(204);
    await Promise.all(making);
    expect((await get(`/avatar/${id}/hero.webp`)).status).toBe(404);
    expect(await filesOf('originals')).toEqual([]);
    await waitUntil(
      async () => [...(await filesOf('renditions')), ...(await filesOf('cache'))].length === 0,
    );
  });
});
