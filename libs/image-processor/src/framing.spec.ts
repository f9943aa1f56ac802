import fc from 'fast-check';
import sharp from 'sharp';
import { frame, smallestFor, type Size } from './framing.ts';
import { resizeParams, type ResizeParams } from './steps/resize-params.ts';

/** What sharp makes of a picture of that size. */
async function sharpSays(original: Size, params: ResizeParams): Promise<Size> {
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
  .map((input) => resizeParams.parse(input));

describe('frame', () => {
  it('works out the sizes that sharp would make of the original', async () => {
    await fc.assert(
      fc.asyncProperty(size, params, async (original, asked) => {
        expect(frame(original, asked).canvas).toEqual(await sharpSays(original, asked));
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('leaves the size alone when nothing is asked', () => {
    const original = { width: 3, height: 4 };
    expect(frame(original, undefined)).toEqual({ picture: original, canvas: original });
  });
});

describe('smallestFor', () => {
  it('is large enough for every picture, and no larger than the original', () => {
    fc.assert(
      fc.property(size, fc.array(params, { minLength: 1 }), (original, asked) => {
        const pictures = asked.map((each) => frame(original, each).picture);
        const smallest = smallestFor(original, pictures);
        for (const picture of pictures) {
          expect(smallest.width).toBeGreaterThanOrEqual(Math.min(picture.width, original.width));
          expect(smallest.height).toBeGreaterThanOrEqual(Math.min(picture.height, original.height));
        }
        expect(smallest.width).toBeLessThanOrEqual(original.width);
        expect(smallest.height).toBeLessThanOrEqual(original.height);
      }),
      { seed: 7 },
    );
  });

  it('is the size of the largest picture when all keep the proportions', () => {
    const original = { width: 4000, height: 3000 };
    expect(
      smallestFor(original, [
        { width: 96, height: 72 },
        { width: 512, height: 384 },
      ]),
    ).toEqual({ width: 512, height: 384 });
  });
});
