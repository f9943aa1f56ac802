import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  clientOf,
  put,
  receiver,
  type Receiver,
  type ReceiverOptions,
  waitUntil,
} from '@thumbing/adapters/testing';
import type { Event } from '@thumbing/config';
import { look, photo } from '@thumbing/image-processor/testing';
import { tokenOf } from './testing/token-of.ts';
import { edition, type Edition, type EditionOptions } from './testing/edition.ts';
import { freePort } from './testing/free-port.ts';
import { proxyTo } from './testing/proxy.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const jpeg = new Uint8Array(await photo({ width: 60, height: 40, orientation: 6, gps: true }));
const text = new Uint8Array(Buffer.from('this is not a picture, whatever it is called'));

describe('the one-machine edition', () => {
  let running: Edition;
  afterEach(async () => {
    expect(running.logged).toEqual([]);
    await running.close();
  });
  const begin = async (options?: EditionOptions): Promise<Edition> =>
    (running = await edition(options));

  it('makes an upload ready and serves what was made of it', async () => {
    await begin();
    const ada = await running.as('ada');
    const id = await ada.upload(jpeg);
    const image = await ada.settled(id);
    expect(image).toMatchObject({
      status: 'ready',
      owner: 'ada',
      original: { format: 'jpeg', bytes: jpeg.length },
      placeholder: { color: expect.stringMatching(/^#/) as unknown },
    });
    expect(image.renditions.map(({ variant, format }) => `${variant}.${format}`).sort()).toEqual([
      'large.jpeg',
      'large.webp',
      'thumb.jpeg',
      'thumb.webp',
    ]);
    for (const { url, bytes, width, height, format, contentType } of image.renditions) {
      const response = await fetch(url);
      expect(response.headers.get('content-type')).toBe(contentType);
      const body = await response.bytes();
      expect(body.length).toBe(bytes);
      expect(await look(body)).toMatchObject({ format, width, height, hasGps: false });
    }
  });

  it('lays the images over renditions that recipes name', async () => {
    const folder = await temporaryFolder();
    const logo = pathToFileURL(join(folder.path, 'logo.svg'));
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="#f0f"/></svg>';
    await writeFile(logo, svg);
    const watermark = { image: 'logo', scale: 1 };
    const large = { resize: { width: 16, height: 16, fit: 'fill' }, watermark } as const;
    await begin({
      folder,
      config: { profiles: { avatar: { variants: { large }, formats: ['png'] } }, images: { logo } },
    });
    const ada = await running.as('ada');
    const { renditions } = await ada.settled(await ada.upload(jpeg));
    const made = await look(await (await fetch(renditions[0]?.url ?? '')).bytes());
    expect(made.pixel(8, 8)).toEqual([255, 0, 255, 255]);
  });

  it('sends whoever asks for the newest image there, for a while', async () => {
    await begin();
    const ada = await running.as('ada');
    await ada.settled(await ada.upload(jpeg));
    const id = await ada.upload(jpeg);
    await ada.settled(id);
    const url = `${running.url}/latest/avatar/ada/large.webp`;
    const response = await fetch(url, { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toContain(`/avatar/${id}/large.webp`);
    expect((await fetch(url)).headers.get('content-type')).toBe('image/webp');
  });

  it('rejects what is not an acceptable image, and keeps nothing of it', async () => {
    await begin();
    const ada = await running.as('ada');
    const id = await ada.upload(text);
    expect(await ada.settled(id)).toMatchObject({
      status: 'rejected',
      error: { code: 'unsupported-format', detail: expect.any(String) as unknown },
      renditions: [],
    });
    const wrongType = await ada.upload(jpeg, { contentType: 'image/png' });
    expect(await ada.settled(wrongType)).toMatchObject({
      status: 'rejected',
      error: { code: 'wrong-type' },
    });
    await waitUntil(async () => (await running.folder.files('originals')).length === 0);
    expect(await running.folder.files('renditions')).toEqual([]);
    expect(await running.folder.files('staging')).toEqual([]);
  });

  it('removes every file of an image that is deleted', async () => {
    await begin();
    const ada = await running.as('ada');
    const id = await ada.upload(jpeg);
    const [rendition] = (await ada.settled(id)).renditions;
    expect(await running.folder.files('originals')).toEqual([`avatar/${id}`]);
    expect((await ada.api(`/v1/images/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await running.folder.files('originals')).toEqual([]);
    expect(await running.folder.files('renditions')).toEqual([]);
    expect((await ada.api(`/v1/images/${id}`)).status).toBe(404);
    expect((await fetch(rendition?.url ?? '')).status).toBe(404);
  });

  it("shows nobody someone else's image", async () => {
    await begin();
    const [ada, eve] = [await running.as('ada'), await running.as('eve')];
    const id = await ada.upload(jpeg);
    await ada.settled(id);
    expect((await eve.api(`/v1/images/${id}`)).status).toBe(404);
    expect((await eve.api(`/v1/images/${id}`, { method: 'DELETE' })).status).toBe(404);
    expect(await (await eve.api('/v1/images')).json()).toEqual({ images: [] });
    expect((await ada.look(id)).status).toBe('ready');
  });

  it('answers whoever waits as soon as the image is processed', async () => {
    await begin();
    const ada = await running.as('ada');
    const granted = await ada.grant(jpeg.length);
    const waiting = ada.look(granted.id, 20);
    expect(await put(granted, jpeg)).toBe(200);
    expect((await waiting).status).not.toBe('pending');
  });

  it('keeps everything when it is stopped and started again, and its grants and tokens good', async () => {
    await begin();
    const { url, folder } = running;
    const ada = await running.as('ada');
    const id = await ada.upload(jpeg);
    const { renditions } = await ada.settled(id);
    await running.stop();
    await begin({ folder });
    const again = await running.as('ada');
    const image = await again.look(id);
    expect(image.status).toBe('ready');
    expect(image.renditions).toHaveLength(renditions.length);
    for (const rendition of image.renditions) {
      expect((await fetch(rendition.url)).status).toBe(200);
    }
    expect(running.url).not.toBe(url);
  });

  it('gives out URLs as the world sees them, behind a proxy that takes a prefix off', async () => {
    const port = await freePort();
    const proxy = await proxyTo({ port }, '/images');
    await begin({ port, publicUrl: proxy.url });
    const token = await tokenOf(`http://localhost:${port}`, 'ada');
    await expect(tokenOf(proxy.url, 'ada')).rejects.toThrow('not-local');
    const ada = clientOf(proxy.url, token);
    const { id, upload, self } = await ada.grant(jpeg.length);
    expect(self).toBe(`/images/v1/images/${id}`);
    expect(upload.url.startsWith(`${proxy.url}/uploads/avatar/${id}?`)).toBe(true);
    expect(await put({ upload }, jpeg)).toBe(200);
    for (const { url, bytes } of (await ada.settled(id)).renditions) {
      expect(url.startsWith(`${proxy.url}/assets/avatar/${id}/`)).toBe(true);
      expect(await (await fetch(url)).bytes()).toHaveLength(bytes);
    }
    const latest = await fetch(`${proxy.url}/latest/avatar/ada/large.webp`);
    expect(latest.headers.get('content-type')).toBe('image/webp');
    await proxy.close();
  });

  it('lets pages of the configured origins use it, and no other', async () => {
    await begin();
    const ada = await running.as('ada');
    const { upload } = await ada.grant(jpeg.length);
    const preflight = async (url: string, method: string, origin: string) => {
      const response = await fetch(url, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': method,
          'access-control-request-headers': 'content-type',
        },
      });
      return {
        origin: response.headers.get('access-control-allow-origin'),
        methods: response.headers.get('access-control-allow-methods')?.split(',') ?? [],
        headers: response.headers.get('access-control-allow-headers')?.split(',') ?? [],
      };
    };
    for (const [url, method] of [
      [`${running.url}/v1/images`, 'POST'],
      [upload.url, 'PUT'],
    ] as const) {
      const allowed = await preflight(url, method, 'https://app.example.com');
      expect(allowed.origin).toBe('https://app.example.com');
      expect(allowed.methods).toContain(method);
      expect(allowed.headers).toContain('content-type');
      expect((await preflight(url, method, 'https://evil.example.com')).origin).toBeNull();
    }
    const { method, url, headers } = upload;
    const origin = 'https://app.example.com';
    const redeemed = await fetch(url, { method, headers: { ...headers, origin }, body: jpeg });
    expect(redeemed.status).toBe(200);
    expect(redeemed.headers.get('access-control-allow-origin')).toBe(origin);
  });
});

describe('webhooks of the one-machine edition', () => {
  let running: Edition;
  let subscriber: Receiver;
  const begin = async (
    options: Partial<ReceiverOptions> = {},
    others: readonly { readonly url: string }[] = [],
  ): Promise<void> => {
    const secret = async () => {
      const path = join(running.folder.path, 'keys', 'webhooks.json');
      const secrets = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>;
      return secrets[subscriber.url] ?? '';
    };
    subscriber = await receiver({ secret, ...options });
    running = await edition({ config: { webhooks: [{ url: subscriber.url }, ...others] } });
  };
  afterEach(async () => {
    await running.close();
    await subscriber.close();
  });
  const told = (events: readonly Event[]) =>
    [...new Set(events.map(({ id, type }) => `${type} ${id.split('.')[0] ?? ''}`))].sort();

  it('are told of every outcome, signed with the kept secret', async () => {
    await begin();
    const ada = await running.as('ada');
    const ready = await ada.upload(jpeg);
    const rejected = await ada.upload(text);
    await ada.settled(ready);
    await ada.api(`/v1/images/${ready}`, { method: 'DELETE' });
    const events = await subscriber.received(3);
    expect(told(events)).toEqual([
      `thumbing.image.deleted ${ready}`,
      `thumbing.image.ready ${ready}`,
      `thumbing.image.rejected ${rejected}`,
    ]);
    const url = events.find(({ type }) => type === 'thumbing.image.ready')?.data.image.renditions[0]
      ?.url;
    expect(url).toMatch(new RegExp(`^${running.url}/assets/avatar/${ready}/`));
  });

  it('are told again when they did not take it', async () => {
    await begin({ failures: { status: 500, times: 1 } });
    const ada = await running.as('ada');
    const id = await ada.upload(jpeg);
    expect(told(await subscriber.received(1))).toEqual([`thumbing.image.ready ${id}`]);
    expect(subscriber.asked).toEqual([`${id}.ready`, `${id}.ready`]);
    const { origin } = new URL(subscriber.url);
    expect(running.logged).toEqual([
      `webhook of ${origin}: event ${id}.ready failed, attempt 1: Error: the webhook answered 500`,
    ]);
  });

  it('are not followed elsewhere', async () => {
    await begin({ failures: { status: 302, times: 1 } });
    const ada = await running.as('ada');
    await ada.upload(jpeg);
    await waitUntil(() => running.logged.length > 0);
    expect(subscriber.asked).toHaveLength(1);
    expect(running.logged[0]).toContain('the webhook answered 302');
  });

  it('do not wait for one that is slow', async () => {
    const release = Promise.withResolvers<undefined>();
    const slow = await receiver({ secret: () => '', hold: release.promise });
    await begin({}, [{ url: slow.url }]);
    const ada = await running.as('ada');
    for (let n = 0; n < 10; n += 1) await ada.upload(text);
    expect(await subscriber.received(10)).toHaveLength(10);
    expect(slow.taken).toEqual([]);
    release.resolve(undefined);
    await slow.close();
  });
});
