import { createHash } from 'node:crypto';
import { deliveryWorld } from '../testing/delivery-world.ts';
import { problemOf } from '../testing/world.ts';

const CHROME = 'image/avif,image/webp,image/apng,image/*,*/*;q=0.8';

describe('the first request for a rendition', () => {
  it('is answered with the file, to be cached for a year', async () => {
    const { get } = deliveryWorld();
    const response = await get('hero.webp');
    const data = await response.bytes();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/webp',
      'content-length': String(data.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'cache-status': 'Thumbing; fwd=miss; stored',
      'server-timing': 'read;dur=0, render;dur=0',
      etag: `"${createHash('md5').update(data).digest('hex')}"`,
    });
    expect(Buffer.from(data).toString()).toBe('a picture as webp');
  });

  it('has the bytes that the next one gets from the store', async () => {
    const { get } = deliveryWorld();
    const made = await (await get('hero.webp')).bytes();
    const kept = await get('hero.webp');
    expect(kept.headers.get('x-kept')).toBe('true');
    expect(await kept.bytes()).toEqual(made);
  });

  it('shares its work with others at the same time, which say so', async () => {
    const { get, kept } = deliveryWorld();
    const all = await Promise.all([get('hero.webp'), get('hero.webp'), get('hero.webp')]);
    expect(all.map(({ headers }) => headers.get('cache-status'))).toEqual([
      'Thumbing; fwd=miss; stored',
      'Thumbing; fwd=miss; collapsed',
      'Thumbing; fwd=miss; collapsed',
    ]);
    expect(kept.size).toBe(1);
  });

  it('may be HEAD, or for content that the client has', async () => {
    const { get } = deliveryWorld();
    const head = await get('hero.webp', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const etag = head.headers.get('etag') ?? '';
    const other = deliveryWorld();
    const known = await other.get('hero.webp', { headers: { 'if-none-match': `"a", ${etag}` } });
    expect([known.status, await known.text()]).toEqual([304, '']);
    expect(known.headers.get('etag')).toBe(etag);
  });
});

describe('an address without a format', () => {
  it.each([
    [CHROME, 'image/webp'],
    ['image/png', 'image/png'],
    ['text/html', 'image/png'],
    ['image/webp;q=0.1, image/png;q=0.2', 'image/png'],
  ])('has that which %s prefers: %s', async (accept, contentType) => {
    const { get } = deliveryWorld();
    const response = await get('hero', { headers: { accept } });
    expect(response.headers.get('content-type')).toBe(contentType);
    expect(response.headers.get('vary')).toBe('Accept');
  });

  it('is not overridden where it has one', async () => {
    const { get } = deliveryWorld();
    const response = await get('hero.png', { headers: { accept: 'image/webp' } });
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('vary')).toBeNull();
  });
});

describe('an address with a recipe', () => {
  it('is served with a valid signature', async () => {
    const { get } = deliveryWorld();
    expect((await get('width=20.webp?s=valid')).status).toBe(200);
  });

  it.each([
    ['', 'an address with a recipe needs a signature in `s`, and this one has none'],
    [
      '?s=other',
      'an address with a recipe needs a signature in `s`, and that of this one is not valid',
    ],
    [
      '?s=ended',
      'an address with a recipe needs a signature in `s`, and that of this one has ended',
    ],
  ])('is refused with the signature %j, also where it is kept', async (query, detail) => {
    const { get } = deliveryWorld();
    await get('width=20.webp?s=valid');
    const response = await get(`width=20.webp${query}`);
    expect(await problemOf(response)).toMatchObject({ status: 403, code: 'bad-signature', detail });
  });
});
