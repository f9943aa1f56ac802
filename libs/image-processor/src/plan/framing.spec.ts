import fc from 'fast-check';
import sharp from 'sharp';
import { frame } from './framing.ts';
import type { Size } from '../geometry/region.ts';
import { resize, type ResizeParams } from '../steps/geometry/resize.ts';

/** The size that sharp makes of an image of this size. */
async function sizeInSharp(original: Size, params: ResizeParams): Promise<Size> {
  const { enlarge, width, height, fit } = params;
  const { info } = await sharp({ create: { ...original, channels: 3, background: 'red' } })
    .resize({ width, height, fit, withoutEnlargement: !enlarge })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height };
}

const side = fc.integer({ min: 1, max: 300 });
const size = fc.record({ width: side, height: side });
const params = fc
  .record(
    {
      width: side,
      height: side,
      fit: fc.constantFrom('cover', 'contain', 'fill', 'inside', 'outside'),
      enlarge: fc.boolean(),
    },
    { requiredKeys: ['fit', 'enlarge'] },
  )
  .filter(({ width, height }) => width !== undefined || height !== undefined)
  .map((input) => resize.params.parse(input));

describe('frame', () => {
  it('computes the sizes that sharp makes of the original', async () => {
    await fc.assert(
      fc.asyncProperty(size, params, async (original, asked) => {
        expect(frame(original, asked).canvas).toEqual(await sizeInSharp(original, asked));
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('multiplies CSS pixels by the device pixel ratio', () => {
    const asked = resize.params.parse({ width: 100, height: 50, fit: 'cover', dpr: 1.5 });
    expect(frame({ width: 400, height: 400 }, asked)).toEqual({
      scaled: { width: 150, height: 150 },
      canvas: { width: 150, height: 75 },
    });
  });

  it('keeps the size without a resize', () => {
    const original = { width: 3, height: 4 };
    expect(frame(original, undefined)).toEqual({ scaled: original, canvas: original });
  });
});
