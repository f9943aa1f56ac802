import sharp, { type Sharp } from 'sharp';
import { photo } from '../testing/index.ts';
import { make, makeOne } from '../testing/make.ts';

type Store = (image: Sharp) => Sharp;
const RASTER = ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const;

/** The largest difference of the pixels of two images. */
async function difference(a: Uint8Array, b: Uint8Array): Promise<number> {
  const pixels = (bytes: Uint8Array) => sharp(bytes).removeAlpha().raw().toBuffer();
  const [one, other] = [await pixels(a), await pixels(b)];
  expect(one).toHaveLength(other.length);
  return one.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] ?? 0))), 0);
}

describe('an original that is stored in an unusual way', () => {
  it.each`
    what                        | usual                                                       | unusual
    ${'a progressive JPEG'}     | ${(image: Sharp) => image.jpeg()}                           | ${(image: Sharp) => image.jpeg({ progressive: true })}
    ${'an interlaced PNG'}      | ${(image: Sharp) => image.png()}                            | ${(image: Sharp) => image.png({ progressive: true })}
    ${'an interlaced GIF'}      | ${(image: Sharp) => image.gif()}                            | ${(image: Sharp) => image.gif({ progressive: true })}
    ${'no profile'}             | ${(image: Sharp) => image.withIccProfile('srgb').png()}     | ${(image: Sharp) => image.png()}
    ${'a TIFF in tiles'}        | ${(image: Sharp) => image.tiff({ compression: 'lzw' })}     | ${(image: Sharp) => image.tiff({ compression: 'lzw', tile: true, tileWidth: 32, tileHeight: 16 })}
    ${'a TIFF of packed bytes'} | ${(image: Sharp) => image.tiff({ compression: 'none' })}    | ${(image: Sharp) => image.tiff({ compression: 'packbits' })}
    ${'a TIFF in many sizes'}   | ${(image: Sharp) => image.tiff({ compression: 'deflate' })} | ${(image: Sharp) => image.tiff({ compression: 'deflate', pyramid: true, tile: true, tileWidth: 16, tileHeight: 16 })}
  `('looks the same: $what', async ({ usual, unusual }: { usual: Store; unusual: Store }) => {
    const source = await photo({ width: 90, height: 60, format: 'png' });
    const [one, other] = [
      await makeOne(await usual(sharp(source)).toBuffer(), {}),
      await makeOne(await unusual(sharp(source)).toBuffer(), {}),
    ];
    expect(await difference(one.data, other.data)).toBeLessThanOrEqual(1);
  });
});

describe('an original of unusual size', () => {
  it.each(RASTER)('is rendered: a single pixel of %s', async (format) => {
    const original = await photo({ width: 1, height: 1, format });
    const asked = { resize: { width: 300, height: 200, fit: 'cover' } } as const;
    for (const made of await make(original, asked, { formats: ['avif', 'webp', 'jpeg', 'png'] })) {
      expect([made.width, made.height]).toEqual([1, 1]);
    }
    expect(await makeOne(original, { resize: { width: 9, enlarge: true } })).toMatchObject({
      width: 9,
      height: 9,
    });
  });

  it.each(['jpeg', 'png', 'gif', 'tiff'] as const)(
    'is rendered where a format holds it: 1 x 20,000 pixels of %s',
    async (format) => {
      const original = await photo({ width: 1, height: 20_000, format });
      const sizes = async (asked: object, ...formats: ('avif' | 'webp' | 'jpeg' | 'png')[]) =>
        (await make(original, asked, { formats })).map(({ width, height }) => [width, height]);
      expect(await sizes({}, 'jpeg', 'png')).toEqual(Array(2).fill([1, 20_000]));
      expect(await sizes({ resize: { height: 100 } }, 'avif', 'webp')).toEqual(
        Array(2).fill([1, 100]),
      );
      await expect(sizes({}, 'webp')).rejects.toMatchObject({ code: 'too-many-pixels' });
    },
  );
});
