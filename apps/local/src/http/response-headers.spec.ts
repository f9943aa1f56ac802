import { put } from '@thumbing/adapters/testing';
import { SECURITY_HEADERS } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { edition, type Edition } from '../testing/edition.ts';

const APP = 'https://app.example.com';
const jpeg = new Uint8Array(await photo({ width: 60, height: 40 }));

/** Answers of every route, good and bad. `ID` is an image that is ready, and `GRANT` an unused one. */
const API_ANSWERS = [
  ['GET', '/health', 200],
  ['HEAD', '/health', 200],
  ['GET', '/ready', 200],
  ['GET', '/openapi.json', 200],
  ['GET', '/events.schema.json', 200],
  ['GET', '/asyncapi.json', 200],
  ['GET', '/v1/images', 401],
  ['OPTIONS', '/v1/images', 204],
  ['PATCH', '/health', 405],
  ['GET', '/nowhere', 404],
  ['GET', '/latest/avatar/ada/large.webp', 302],
  ['GET', '/latest/avatar/eve/large.webp', 404],
  ['GET', '/.well-known/openid-configuration', 200],
  ['GET', '/.well-known/jwks.json', 200],
  ['OPTIONS', '/dev/token', 204],
  ['POST', '/dev/token', 400],
  ['GET', '/dev/token', 404],
  ['OPTIONS', '/uploads/avatar/x', 204],
  ['PUT', '/uploads/avatar/x', 403],
  ['GET', '/uploads/avatar/x', 404],
] as const;

const ASSET_ANSWERS = [
  ['GET', 'ID/large.webp', 200, {}],
  ['HEAD', 'ID/large.webp', 200, {}],
  ['GET', 'ID/large.webp', 206, { range: 'bytes=0-1' }],
  ['GET', 'ID/large.webp', 416, { range: 'bytes=9000000-' }],
  ['GET', 'ID/large.webp', 412, { 'if-match': '"other"' }],
  ['GET', 'ID/huge.webp', 404, {}],
  ['PUT', 'ID/large.webp', 404, {}],
  ['GET', 'x', 404, {}],
  ['OPTIONS', 'ID/large.webp', 204, {}],
] as const;

describe('every answer', () => {
  let running: Edition;
  let id: string;
  beforeAll(async () => {
    running = await edition();
    const ada = await running.as('ada');
    id = await ada.upload(jpeg);
    await ada.settled(id);
  });
  afterAll(async () => {
    expect(running.logged).toEqual([]);
    await running.close();
  });

  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(running.url + path, {
      method,
      headers: {
        origin: APP,
        ...(method === 'OPTIONS' && { 'access-control-request-method': 'GET' }),
        ...headers,
      },
      redirect: 'manual',
    });

  it.each(API_ANSWERS)(
    'keeps browsers from making a page of %s %s',
    async (method, path, status) => {
      const response = await ask(method, path);
      expect(response.status).toBe(status);
      expect(Object.fromEntries(response.headers)).toMatchObject(SECURITY_HEADERS.api);
      expect(response.headers.get('access-control-allow-origin')).toBe(
        path.startsWith('/.well-known') ? null : APP,
      );
    },
  );

  it.each(ASSET_ANSWERS)(
    'lets other sites show an asset, and it run nothing: %s %s, %d',
    async (method, path, status, headers) => {
      const response = await ask(method, `/assets/avatar/${path.replace('ID', id)}`, headers);
      expect(response.status).toBe(status);
      expect(Object.fromEntries(response.headers)).toMatchObject(SECURITY_HEADERS.assets);
      expect(response.headers.get('access-control-allow-origin')).toBe(APP);
    },
  );

  it('includes that of a stored upload, of a condition that holds, and of a failure', async () => {
    const ada = await running.as('ada');
    const { upload } = await ada.grant(jpeg.length);
    const stored = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: jpeg });
    expect(stored.status).toBe(200);
    expect(Object.fromEntries(stored.headers)).toMatchObject(SECURITY_HEADERS.api);
    expect(await put({ upload }, jpeg)).toBe(412);
    const path = `/assets/avatar/${id}/large.webp`;
    const etag = (await ask('HEAD', path)).headers.get('etag') ?? '';
    const cached = await ask('GET', path, { 'if-none-match': etag });
    expect(Object.fromEntries(cached.headers)).toMatchObject(SECURITY_HEADERS.assets);
  });
});
