import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { deliveryWorld, image } from '../testing/delivery-world.ts';
import { problemOf } from '../testing/world.ts';

describe('a refusal', () => {
  it.each([
    ['hero.jpg', 400, 'invalid-recipe', /write \/photo\/.+\/hero\.jpeg$/],
    ['height=9,width=9.webp', 400, 'invalid-recipe', /write \/photo\/.+\/width=9,height=9\.webp$/],
    ['width=0.webp?s=valid', 400, 'invalid-recipe', /^width is 0: write a whole number/],
    ['widht=9?s=valid', 400, 'invalid-recipe', /^widht is unknown/],
    ['huge.webp', 404, 'not-found', /variant 'huge'/],
    ['hero,width=11.webp', 404, 'not-found', /widths 10$/],
    ['hero.avif', 404, 'not-found', /not made as avif$/],
    ['best', 404, 'not-found', /^the format depends on the image/],
    ['width=5000,height=5000,fit=fill,enlarge=true.png?s=valid', 422, 'image-error', /5000 x 5000/],
  ])('of %s has the status %d, %s', async (name, status, code, detail) => {
    const { get } = deliveryWorld();
    const problem = await problemOf(await get(name));
    expect(problem).toMatchObject({
      status,
      code,
      detail: expect.stringMatching(detail) as string,
    });
  });

  it('of what is no address has the status 404', async () => {
    const { app } = deliveryWorld();
    for (const path of ['photo/1/hero.webp', `Photo/${image.id}/hero`, `photo/${image.id}.0x/a`]) {
      expect(await problemOf(await app.request(`/assets/${path}`))).toMatchObject({
        status: 404,
        code: 'not-found',
      });
    }
  });

  it('is kept for a minute by a CDN where nothing is there, and by nobody else', async () => {
    const { get, app } = deliveryWorld();
    const missing = await app.request(`/assets/photo/${idOf(2)}/hero.webp`);
    expect(missing.status).toBe(404);
    expect(missing.headers.get('cache-control')).toBe('max-age=0, s-maxage=60');
    expect((await get('widht=9')).headers.get('cache-control')).toBe('no-store');
  });

  it('says of an image that is not ready when to ask again', async () => {
    const { get } = deliveryWorld({}, recordOf({ ...image, status: 'processing' }));
    const response = await get('hero.webp');
    expect(response.headers.get('retry-after')).toBe('2');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await problemOf(response)).toMatchObject({ status: 409, code: 'image-not-ready' });
  });

  it('has the reason of an image that was rejected', async () => {
    const error = { code: 'corrupt', detail: 'it is cut off' };
    const { get } = deliveryWorld({}, recordOf({ ...image, status: 'rejected', error }));
    expect(await problemOf(await get('hero.webp'))).toMatchObject({
      status: 422,
      code: 'image-error',
      reason: 'corrupt',
      detail: 'the image is rejected: it is cut off',
    });
  });

  it('says of a deleted image that it is gone', async () => {
    const deletedAt = '2026-01-01T00:00:00.000Z';
    const { get } = deliveryWorld({}, recordOf({ ...image, status: 'ready', deletedAt }));
    expect(await problemOf(await get('hero.webp'))).toMatchObject({ status: 410, code: 'deleted' });
  });

  it('says that the image has enough renditions', async () => {
    const { get } = deliveryWorld();
    for (const name of ['hero.webp', 'hero.png']) await get(name);
    expect(await problemOf(await get('hero,width=10.png'))).toMatchObject({
      status: 429,
      code: 'too-many-renditions',
    });
  });

  it('says when to come back to a busy machine', async () => {
    const { get } = deliveryWorld({ makes: { atOnce: 0, waiting: 0 } });
    const response = await get('hero.webp');
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await problemOf(response)).toMatchObject({ status: 503, code: 'busy' });
  });

  it('is none where something unexpected happens: that is for the app around it', async () => {
    const { get } = deliveryWorld({ render: () => Promise.reject(new Error('a secret of ours')) });
    const response = await get('hero.webp');
    expect([response.status, await response.text()]).toEqual([500, 'unexpected: a secret of ours']);
  });
});
