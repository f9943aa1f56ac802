import { renditionKey, type OriginalKey, type RenditionKey } from '@thumbing/config';
import { RenderTimeoutError } from '@thumbing/image-processor';
import { decodeImage } from '@thumbing/image-processor/testing';
import { recordOf } from '../testing/samples.ts';
import { deliveryWorld, DELIVERY_CONFIG } from './testing/delivery-world.ts';
import { down } from '../testing/interference.ts';
import { makeRendition, type MadeRendition, type MakeRenditionDeps } from './make-rendition.ts';

/** Makes a rendition, and waits until it is kept. */
async function make(deps: MakeRenditionDeps, key: RenditionKey): Promise<MadeRendition> {
  const made = await makeRendition(deps)(key);
  await made.kept;
  return made;
}

/** The profiles with one width. */
const withWidth = (width: number) => {
  const { photo } = DELIVERY_CONFIG.profiles;
  return { photo: { ...photo, onDemand: { ...photo.onDemand, widths: [width] } } };
};

const hero = (image: OriginalKey): RenditionKey => ({ ...image, variant: 'hero', format: 'webp' });

describe('makeRendition', () => {
  it.each<[string, (image: OriginalKey) => RenditionKey, string]>([
    ['a variant', hero, '40x30 webp'],
    ['another format', (image) => ({ ...hero(image), format: 'png' }), '40x30 png'],
    ['a width, and the height follows', (image) => ({ ...hero(image), width: 10 }), '10x8 webp'],
    [
      'a width of a variant without sides',
      (image) => ({ ...image, variant: 'whole', width: 50, format: 'webp' }),
      '50x33 webp',
    ],
    [
      'a width of a variant that is made at upload',
      (image) => ({ ...image, variant: 'card', width: 10, format: 'webp' }),
      '10x7 webp',
    ],
    [
      'a recipe',
      (image) => ({ ...image, recipe: 'width=30,height=30,fit=cover', format: 'webp' }),
      '30x30 webp',
    ],
  ])('makes and keeps %s', async (_, keyOf, expected) => {
    const { deps, ready, files } = deliveryWorld();
    const key = keyOf(await ready());
    const { data } = await make(deps, key);
    const { width, height, format } = await decodeImage(data);
    expect(`${width}x${height} ${format}`).toBe(expected);
    expect(files.renditions.get(renditionKey.format(key))).toBe(data);
  });

  it('makes a variant at upload that the profile did not have then', async () => {
    const { deps, ready } = deliveryWorld();
    const image = await ready();
    const record = recordOf({ ...(await deps.records.get(image.id)), renditions: [] });
    await deps.records.replace(record);
    const { data } = await make(deps, { ...image, variant: 'card', format: 'webp' });
    expect(await decodeImage(data)).toMatchObject({ width: 20, format: 'webp' });
  });

  it.each<[string, string, (image: OriginalKey) => RenditionKey]>([
    ['not-found', 'a profile that there is not', (image) => ({ ...hero(image), profile: 'huge' })],
    ['not-found', 'the profile of others', (image) => ({ ...hero(image), profile: 'constructor' })],
    ['not-found', 'another variant', (image) => ({ ...hero(image), variant: 'huge' })],
    ['not-found', 'a variant of objects', (image) => ({ ...hero(image), variant: 'constructor' })],
    ['not-found', 'a width that is not listed', (image) => ({ ...hero(image), width: 11 })],
    ['not-found', 'a format that is not listed', (image) => ({ ...hero(image), format: 'avif' })],
    ['not-found', 'a later revision', (image) => ({ ...hero(image), revision: 1 })],
    ['not-found', 'another image', (image) => ({ ...hero(image), id: image.id.replace('0', '1') })],
    [
      'not-found',
      'an image of another profile',
      (image) => ({ ...image, profile: 'avatar', variant: 'large', format: 'webp' }),
    ],
    [
      'not-found',
      'a recipe where there are variants only',
      (image) => ({ ...image, profile: 'avatar', recipe: 'width=1', format: 'webp' }),
    ],
    [
      'not-found',
      'a rendition of the upload, which would have other bytes',
      (image) => ({ ...image, variant: 'card', format: 'webp' }),
    ],
    [
      'invalid-recipe',
      'a width of nothing',
      (image) => ({ ...image, recipe: 'width=0', format: 'webp' }),
    ],
    [
      'invalid-recipe',
      'a watermark that is not configured',
      (image) => ({ ...image, recipe: 'width=9,watermark.image=mark', format: 'webp' }),
    ],
    [
      'invalid-recipe',
      'a font of the system',
      (image) => ({ ...image, recipe: 'caption.text=YQ,caption.font=arial', format: 'webp' }),
    ],
  ])('refuses as %s: %s', async (code, _, keyOf) => {
    const { deps, ready } = deliveryWorld();
    const key = keyOf(await ready());
    await expect(makeRendition(deps)(key)).rejects.toMatchObject({ name: 'RequestError', code });
  });

  it.each(['pending', 'processing', 'rejected', 'failed', 'expired'] as const)(
    'refuses an image that is %s, with the reason if there is one',
    async (status) => {
      const { deps, ready } = deliveryWorld();
      const image = await ready();
      const error = { code: 'corrupt', detail: 'it is cut off' };
      await deps.records.replace({
        ...recordOf(await deps.records.get(image.id)),
        status,
        ...(status === 'rejected' && { error }),
      });
      await expect(makeRendition(deps)(hero(image))).rejects.toMatchObject({
        name: 'UnreadyImageError',
        status,
        reason: status === 'rejected' ? error : undefined,
      });
    },
  );

  it.each([
    ['maxSide', { maxSide: 39 }],
    ['maxPixels', { maxPixels: 40 * 30 - 1 }],
  ])('refuses a rendition above %s, before it works', async (_, delivery) => {
    const { deps, ready } = deliveryWorld({}, { profiles: withWidth(39), delivery });
    const image = await ready();
    await expect(makeRendition({ ...deps, render: down })(hero(image))).rejects.toMatchObject({
      name: 'ImageError',
      code: 'too-many-pixels',
      message: expect.stringMatching(
        /^the rendition would be 40 x 30, and the limits are /,
      ) as string,
    });
  });

  it('is busy where the machine does not finish in time', async () => {
    const { deps, ready } = deliveryWorld();
    const image = await ready();
    const render = () => Promise.reject(new RenderTimeoutError('the render took longer'));
    await expect(makeRendition({ ...deps, render })(hero(image))).rejects.toMatchObject({
      name: 'BusyError',
      retryAfterSeconds: 5,
    });
  });

  it('gives out what the store has no room for, and reports that', async () => {
    const { deps, ready, unkept, files } = deliveryWorld();
    const image = await ready();
    const renditions = { ...deps.renditions, write: down };
    const { data } = await make({ ...deps, renditions }, hero(image));
    expect(await decodeImage(data)).toMatchObject({ width: 40 });
    expect(unkept).toEqual([renditionKey.format(hero(image))]);
    expect(files.renditions.size).toBe(2);
  });
});
