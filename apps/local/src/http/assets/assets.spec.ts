import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jpeg } from '../../testing/edition.ts';
import { raw } from '../../testing/raw.ts';
import { ada, running } from '../../testing/shared-edition.ts';

describe('assets', () => {
  let id: string;
  let url: string;
  let file: Buffer;
  beforeAll(async () => {
    id = await ada.upload(jpeg);
    await ada.settled(id);
    url = `${running.url}/assets/avatar/${id}/large.webp`;
    file = await readFile(join(running.folder.path, 'renditions', 'avatar', id, 'large.webp'));
  });

  const get = (headers: Record<string, string> = {}, method = 'GET') =>
    fetch(url, { method, headers });
  const etag = async () => (await get({}, 'HEAD')).headers.get('etag') ?? '';

  it('serves a rendition, to be cached for a year', async () => {
    const response = await get();
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.bytes()).equals(file)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/webp',
      'content-length': String(file.length),
      'cache-control': 'public, max-age=31536000, immutable',
      etag: expect.stringMatching(/^"[^"]+"$/) as unknown,
      'last-modified': expect.stringMatching(/GMT$/) as unknown,
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'Origin',
    });
  });

  it('answers HEAD as GET, without the file', async () => {
    const [head, whole] = [await get({}, 'HEAD'), await get()];
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    for (const name of ['content-type', 'content-length', 'cache-control', 'etag', 'vary']) {
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    }
  });

  it('answers a conditional request with 304', async () => {
    // Not with `fetch`, which adds `no-cache` to requests with such a header.
    const ask = (header: string) =>
      raw(
        running.url,
        `GET ${new URL(url).pathname} HTTP/1.1\r\nHost: localhost\r\n${header}\r\nConnection: close\r\n\r\n`,
      );
    const same = await ask(`If-None-Match: ${await etag()}`);
    expect(same).toMatch(/^HTTP\/1\.1 304 /);
    expect(same).toMatch(/^cache-control: public, max-age=31536000, immutable\r$/im);
    expect(same).toMatch(/^vary: Origin\r$/im);
    expect(same.endsWith('\r\n\r\n')).toBe(true);
    expect(await ask('If-None-Match: "another"')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('answers one with 304 that also says `no-cache`, as those of `fetch` do', async () => {
    const known = { 'if-none-match': await etag(), 'cache-control': 'no-cache' };
    expect((await get(known)).status).toBe(304);
    const past = new Date(0).toUTCString();
    expect((await get({ ...known, 'if-modified-since': past })).status).toBe(304);
  });

  it('has an ETag of its content, whoever wrote it and when', async () => {
    const digest = createHash('md5').update(file).digest('hex');
    expect(await etag()).toBe(`"${digest}"`);
  });

  it('serves a range', async () => {
    const response = await get({ range: 'bytes=2-5' });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes 2-5/${file.length}`);
    expect(Buffer.from(await response.bytes()).equals(file.subarray(2, 6))).toBe(true);
  });

  it('serves a range of the same file (If-Range), or else the whole', async () => {
    const range = 'bytes=2-5';
    expect((await get({ range, 'if-range': await etag() })).status).toBe(206);
    const changed = await get({ range, 'if-range': '"another"' });
    expect(changed.status).toBe(200);
    expect(Buffer.from(await changed.bytes()).equals(file)).toBe(true);
  });

  it('refuses a range that the file does not have', async () => {
    const response = await get({ range: 'bytes=1000000-' });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${file.length}`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ code: 'no-such-range' });
  });

  it('refuses a request for another version (If-Match)', async () => {
    const response = await get({ 'if-match': '"another"' });
    expect(response.status).toBe(412);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ code: 'changed' });
  });

  it('allows pages of the configured origins only (CORS)', async () => {
    const allowed = await get({ origin: 'https://app.example.com' });
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    expect(allowed.headers.get('access-control-expose-headers')).toBe('etag');
    const other = await get({ origin: 'https://evil.example.com' });
    expect(other.status).toBe(200);
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('refuses to be written to', async () => {
    for (const method of ['PUT', 'POST', 'DELETE']) {
      expect((await get({}, method)).status).toBe(404);
    }
    expect((await get()).status).toBe(200);
  });

  it.each([
    ['another image', (id: string) => `avatar/${id.replace(/.$/, 'g')}/large.webp`],
    ['another variant', (id: string) => `avatar/${id}/huge.webp`],
    ['a format that was not made', (id: string) => `avatar/${id}/large.avif`],
    ['the folder', (id: string) => `avatar/${id}`],
    ['the folder, with a slash', (id: string) => `avatar/${id}/`],
    ['the id in capitals', (id: string) => `avatar/${id.toUpperCase()}/large.webp`],
    ['a file that does not show itself', (id: string) => `avatar/${id}/.large.webp`],
    ['the original', (id: string) => `../originals/avatar/${id}`],
    ['the original, encoded', (id: string) => `%2e%2e/originals/avatar/${id}`],
    ['the original, by slashes', (id: string) => `..%2foriginals%2favatar%2f${id}`],
    ['the original, by an image', (id: string) => `avatar/..%2f..%2foriginals%2favatar/${id}`],
    ['a secret', () => '../../keys/grants'],
    ['a secret, encoded', () => '%2e%2e%2f%2e%2e%2fkeys%2fgrants'],
    ['a secret, encoded twice', () => '%252e%252e/%252e%252e/keys/grants'],
    ['a secret, as Windows would', () => '..\\..\\keys\\grants'],
    ['a name cut off by NUL', (id: string) => `avatar/${id}/large.webp%00.jpeg`],
    ['a name that is not text', (id: string) => `avatar/${id}/large%ff.webp`],
    ['a path from the root', () => '/etc/passwd'],
    ['a name without an end', () => 'a'.repeat(10_000)],
  ])('has nothing at the path of %s', async (_, pathOf) => {
    const head = `GET /assets/${pathOf(id)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
    const answer = await raw(running.url, head);
    expect(answer).toMatch(/^HTTP\/1\.1 (404|400) /);
    expect(answer).not.toContain(running.folder.path);
    expect(running.logged).toEqual([]);
  });
});
