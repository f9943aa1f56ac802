import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { put, waitUntil } from '@thumbing/adapters/testing';
import { decodeImage, photo } from '@thumbing/image-processor/testing';
import { begin, running } from './testing/fresh-edition.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const jpeg = new Uint8Array(await photo({ width: 60, height: 40, orientation: 6, gps: true }));
const text = new Uint8Array(Buffer.from('this is not a picture, whatever it is called'));

describe('the one-machine edition', () => {
  it('processes an upload and serves its renditions', async () => {
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
      expect(await decodeImage(body)).toMatchObject({ format, width, height, hasGps: false });
    }
  });

  it('applies watermarks of configured images', async () => {
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
    const made = await decodeImage(await (await fetch(renditions[0]?.url ?? '')).bytes());
    expect(made.pixel(8, 8)).toEqual([255, 0, 255, 255]);
  });

  it('redirects to the newest image', async () => {
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

  it('rejects an unacceptable image, and keeps nothing of it', async () => {
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

  it('removes every file of a deleted image', async () => {
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

  it("hides an owner's images from others", async () => {
    await begin();
    const [ada, eve] = [await running.as('ada'), await running.as('eve')];
    const id = await ada.upload(jpeg);
    await ada.settled(id);
    expect((await eve.api(`/v1/images/${id}`)).status).toBe(404);
    expect((await eve.api(`/v1/images/${id}`, { method: 'DELETE' })).status).toBe(404);
    expect(await (await eve.api('/v1/images')).json()).toEqual({ images: [] });
    expect((await ada.getImage(id)).status).toBe('ready');
  });

  it('answers a waiting client as soon as the image is processed', async () => {
    await begin();
    const ada = await running.as('ada');
    const granted = await ada.grant(jpeg.length);
    const waiting = ada.getImage(granted.id, 20);
    expect(await put(granted, jpeg)).toBe(200);
    expect((await waiting).status).not.toBe('pending');
  });

  it('keeps images, grants and tokens across a restart', async () => {
    await begin();
    const { url, folder } = running;
    const ada = await running.as('ada');
    const id = await ada.upload(jpeg);
    const { renditions } = await ada.settled(id);
    await running.stop();
    await begin({ folder });
    const again = await running.as('ada');
    const image = await again.getImage(id);
    expect(image.status).toBe('ready');
    expect(image.renditions).toHaveLength(renditions.length);
    for (const rendition of image.renditions) {
      expect((await fetch(rendition.url)).status).toBe(200);
    }
    expect(running.url).not.toBe(url);
  });
});
