import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jpeg } from '../../testing/edition.ts';
import { raw } from '../../testing/raw.ts';
import { ada, running } from '../../testing/shared-edition.ts';
import { LARGEST } from './asset-cache.ts';

describe('assets in memory', () => {
  let id: string;
  beforeAll(async () => {
    id = await ada.upload(jpeg);
    await ada.settled(id);
  });
  const pathOf = (file: string) => `/assets/avatar/${id}/${file}`;
  const fileOf = (file: string) => join(running.folder.path, 'renditions', 'avatar', id, file);

  /** An answer without its date. Not by `fetch`, which adds headers of its own. */
  const ask = async (method: string, path: string, headers: readonly string[] = []) => {
    const lines = [
      `${method} ${path} HTTP/1.1`,
      'Host: localhost',
      'Connection: close',
      ...headers,
    ];
    const answer = await raw(running.url, `${lines.join('\r\n')}\r\n\r\n`);
    const [head = '', body = ''] = answer.split(/\r\n\r\n(.*)/s);
    const [status, ...fields] = head.split('\r\n');
    const sorted = fields.map((field) => field.replace(/^[^:]+/, (name) => name.toLowerCase()));
    return { status, fields: sorted.filter((field) => !field.startsWith('date:')).sort(), body };
  };
  /** Makes a request unusual, without changing its answer. */
  const UNUSUAL = 'If-Unmodified-Since: Fri, 31 Dec 2999 23:59:59 GMT';

  it.each([
    ['GET', []],
    ['HEAD', []],
    ['GET', ['Origin: https://app.example.com']],
    ['GET', ['Origin: https://evil.example.com']],
    ['GET', ['If-None-Match: ETAG']],
    ['HEAD', ['If-None-Match: ETAG', 'Origin: https://app.example.com']],
    ['GET', ['If-None-Match: "another"']],
    ['GET', ['If-None-Match: "another", ETAG']],
  ])('are answered as those on disk: %s %s', async (method, headers) => {
    const path = pathOf('large.webp');
    const { fields } = await ask('HEAD', path);
    const etag = fields.find((field) => field.startsWith('etag: '))?.slice('etag: '.length) ?? '';
    const sent = headers.map((header) => header.replace('ETAG', etag));
    const fromDisk = await ask(method, path, [...sent, UNUSUAL]);
    expect(fromDisk.status).toMatch(/ (?:200|304) /);
    expect(await ask(method, path, sent)).toEqual(fromDisk);
    expect(await ask(method, path, sent)).toEqual(fromDisk);
  });

  it('are not needed for a large file', async () => {
    const other = await ada.upload(jpeg);
    await ada.settled(other);
    const bytes = Buffer.alloc(LARGEST + 1, 'x');
    const path = `avatar/${other}/large.webp`;
    await writeFile(join(running.folder.path, 'renditions', path), bytes);
    const response = await fetch(`${running.url}/assets/${path}`);
    expect(bytes.equals(await response.bytes())).toBe(true);
    const etag = response.headers.get('etag') ?? '';
    const again = await fetch(response.url, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  it('are served no more once the deletion of their image is answered', async () => {
    const deleted = await ada.upload(jpeg);
    await ada.settled(deleted);
    const url = `${running.url}/assets/avatar/${deleted}/thumb.webp`;
    const get = async () => (await fetch(url)).status;
    expect([await get(), await get()]).toEqual([200, 200]);
    const reading = Array.from({ length: 20 }, get);
    const { status } = await ada.api(`/v1/images/${deleted}`, { method: 'DELETE' });
    expect(status).toBe(204);
    expect(await get()).toBe(404);
    await Promise.all(reading);
    expect(await get()).toBe(404);
  });

  it('have the bytes of the file', async () => {
    const response = await fetch(running.url + pathOf('thumb.jpeg'));
    expect((await readFile(fileOf('thumb.jpeg'))).equals(await response.bytes())).toBe(true);
  });
});
