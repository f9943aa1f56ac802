import sharp from 'sharp';
import { SOURCE_FORMATS } from '../formats.ts';
import { inspect } from '../inspect.ts';
import { recipe, type RecipeInput } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { decodeImage, photo } from '../testing/index.ts';
import { LIMITS, make, makeOne } from '../testing/make.ts';
import type { RenderOptions } from '../types.ts';
import { quadrantsOf, UPRIGHT } from './testing/quadrants.ts';

const options = (variants: Record<string, RecipeInput>): RenderOptions => ({
  accept: SOURCE_FORMATS,
  limits: LIMITS,
  formats: ['avif', 'webp', 'jpeg', 'png'],
  variants: Object.fromEntries(
    Object.entries(variants).map(([name, input]) => [name, recipe.parse(input)]),
  ),
});

describe('render', () => {
  it('makes every variant in every format, in this order', async () => {
    const original = await photo({ width: 300, height: 200 });
    const { renditions } = await render(
      original,
      options({ large: { resize: { width: 150 } }, thumb: { resize: { width: 30 } } }),
    );
    const made = [];
    for await (const { variant, format, width, height, data } of renditions) {
      expect(await decodeImage(data)).toMatchObject({ format, width, height, frames: 1 });
      made.push(`${variant}.${format} ${width}x${height}`);
    }
    expect(made).toEqual([
      'large.avif 150x100',
      'large.webp 150x100',
      'large.jpeg 150x100',
      'large.png 150x100',
      'thumb.avif 30x20',
      'thumb.webp 30x20',
      'thumb.jpeg 30x20',
      'thumb.png 30x20',
    ]);
  });

  it('reports facts about the original, and makes a placeholder', async () => {
    const original = await photo({ width: 400, height: 300, orientation: 6 });
    const { original: facts, placeholder } = await render(original, options({}));
    expect(facts).toEqual({
      format: 'jpeg',
      width: 300,
      height: 400,
      bytes: original.length,
      frames: 1,
      alpha: false,
    });
    expect(await inspect(original, options({}))).toMatchObject(facts);
    const { thumbhash, color } = await placeholder();
    expect(thumbhash).toMatch(/^[A-Za-z0-9+/]{20,40}={0,2}$/);
    expect(color).toMatch(/^#c[0-9a-f]2[0-9a-f]2[0-9a-f]$/);
  });

  it('reads the original before it resolves, and not again for a rendition', async () => {
    const original = await photo({ width: 300, height: 200 });
    const { renditions } = await render(
      original,
      options({ large: { resize: { width: 200 } }, thumb: { resize: { width: 50 } } }),
    );
    original.fill(0);
    for await (const { data } of renditions)
      expect(quadrantsOf(await decodeImage(data))).toEqual(UPRIGHT);
  });

  it('leaves no work running when the reader stops early', async () => {
    const original = await photo({ width: 300, height: 200 });
    const { renditions } = await render(original, options({ a: {}, b: {}, c: {} }));
    for await (const { format } of renditions) {
      expect(format).toBe('avif');
      break;
    }
    expect(sharp.counters()).toEqual({ queue: 0, process: 0 });
    expect(await renditions.next()).toEqual({ done: true, value: undefined });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('makes orientation %i upright', async (orientation) => {
    const stored = orientation > 4 ? { width: 60, height: 80 } : { width: 80, height: 60 };
    const original = await photo({ ...stored, orientation });
    for (const asked of [{}, { resize: { width: 40 } }]) {
      const made = await makeOne(original, asked);
      expect(quadrantsOf(made)).toEqual(UPRIGHT);
      expect(made.width / made.height).toBeCloseTo(4 / 3);
      expect(made.orientation).toBeUndefined();
    }
  });

  it('removes the metadata of the camera', async () => {
    const original = await photo({ width: 80, height: 60, orientation: 6, gps: true });
    expect(await decodeImage(original)).toMatchObject({
      hasExif: true,
      hasGps: true,
      hasIcc: true,
    });
    for (const made of await make(original, {}, { formats: ['avif', 'webp', 'jpeg', 'png'] })) {
      const { hasExif, hasGps, hasIcc, hasXmp, hasIptc } = made;
      expect({ hasExif, hasGps, hasIcc, hasXmp, hasIptc }).toEqual({
        hasExif: false,
        hasGps: false,
        hasIcc: false,
        hasXmp: false,
        hasIptc: false,
      });
    }
  });
});
