import { recordOf } from '@thumbing/pipeline/testing';
import { deliveryWorld, image, NOW } from '../testing/delivery-world.ts';
import { problemOf } from '../testing/world.ts';

const record = recordOf({
  ...image,
  profile: 'secret',
  status: 'ready',
  settledAt: '2026-01-01T00:00:00.000Z',
  original: { format: 'png', width: 60, height: 40, bytes: 1 },
});

const secretWorld = () => {
  const { app } = deliveryWorld({}, record);
  return (name: string) => app.request(`/assets/secret/${image.id}/${name}`);
};

describe('a rendition of a private profile', () => {
  it.each([
    [600, 'private, max-age=600'],
    [86_400, 'private, max-age=3600'],
  ])('is for browsers to keep until its signature ends in %d seconds: %s', async (rest, value) => {
    const get = secretWorld();
    for (const time of ['first', 'kept']) {
      const response = await get(`hero.webp?s=valid.${NOW + rest}.mac`);
      expect([time, response.status, response.headers.get('cache-control')]).toEqual([
        time,
        200,
        value,
      ]);
    }
  });

  it.each([
    ['', 'and this one has none'],
    [`?s=other.${NOW + 9}.mac`, 'and that of this one is not valid'],
    ['?s=valid..mac', 'and that of this one does not end'],
  ])('is refused with the signature %j', async (query, fact) => {
    expect(await problemOf(await secretWorld()(`hero.webp${query}`))).toMatchObject({
      status: 403,
      code: 'bad-signature',
      detail: `an address of this profile needs a signature in \`s\`, ${fact}`,
    });
  });

  it('is gone once its signature has ended', async () => {
    const response = await secretWorld()(`hero.webp?s=ended.${NOW - 1}.mac`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await problemOf(response)).toMatchObject({ status: 410, code: 'ended-signature' });
  });
});
