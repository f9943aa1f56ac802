import fc from 'fast-check';
import sharp from 'sharp';
import { fullRegion, longestSide, scaleSize, type Size } from '../geometry/region.ts';
import { smallestSizeFor } from '../plan/decode-window.ts';
import { recipe, type RecipeInput, type ResizeInput } from '../recipe/index.ts';
import { photo } from '../testing/index.ts';
import { LIMITS, makeOne } from '../testing/make.ts';
import { planFor } from '../testing/plan-for.ts';
import { renderInProcess } from './in-process.ts';

const copyOfSide = (side: number): RecipeInput => ({ resize: { width: side, height: side } });

/** The mean difference of two files, 0 to 255. */
async function distance(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map((file) => sharp(file).flatten({ background: '#000' }).raw().toBuffer()),
  );
  if (!a || !b || a.length !== b.length) throw new Error('the images have different sizes');
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? NaN)), 0) / a.length;
}

describe('a rendition of a copy', () => {
  const short = fc.integer({ min: 1, max: 40 });
  const input = fc.record(
    {
      rotate: fc.constantFrom(90, 180, 30),
      flip: fc.boolean(),
      extend: fc.constant({ top: 3, left: 5, background: '#123456' } as const),
      cornerRadius: fc.constantFrom('circle' as const, 7),
      resize: fc
        .record(
          {
            width: short,
            height: short,
            fit: fc.constantFrom('cover', 'contain', 'fill', 'inside', 'outside'),
            position: fc.constantFrom<ResizeInput['position']>('center', 'right bottom', {
              x: 0.2,
              y: 0.9,
            }),
            dpr: fc.constantFrom(1, 1.5, 2),
          },
          { requiredKeys: ['fit', 'position', 'dpr'] },
        )
        .filter(({ width, height }) => width !== undefined || height !== undefined),
    },
    { requiredKeys: ['resize'] },
  );
  const long = fc.integer({ min: 30, max: 401 });
  const orientation = fc.integer({ min: 1, max: 8 });

  it('has the size and nearly the pixels of one of the original', async () => {
    await fc.assert(
      fc.asyncProperty(
        long,
        long,
        orientation,
        input,
        async (width, height, orientation, asked) => {
          const original = await photo({ width, height, orientation });
          const stored = { width, height };
          const upright = orientation > 4 ? { width: height, height: width } : stored;
          const plan = planFor(asked, fullRegion(upright));
          const needed = longestSide(smallestSizeFor(upright, [plan]));
          fc.pre(needed <= 120 && longestSide(upright) > 150);
          const copy = await makeOne(original, copyOfSide(150));
          const direct = await makeOne(original, asked);
          const made = await makeOne(copy.data, asked, { copyOf: upright });
          expect(made).toMatchObject(plan.size);
          expect(direct).toMatchObject(plan.size);
          expect(await distance(made.data, direct.data)).toBeLessThan(4);
        },
      ),
      { seed: 5, numRuns: 40 },
    );
  });

  it.each<[Size, RecipeInput, Size]>([
    [{ width: 1_503, height: 1_003 }, { resize: { width: 248 } }, { width: 248, height: 165 }],
    [{ width: 5_000, height: 37 }, { resize: { width: 201 } }, { width: 201, height: 1 }],
    [{ width: 5_000, height: 37 }, { resize: { height: 2 } }, { width: 270, height: 2 }],
    [
      { width: 1_503, height: 1_003 },
      { resize: { width: 200, height: 131, fit: 'cover', dpr: 1.2 }, extend: { top: 5 } },
      { width: 240, height: 162 },
    ],
  ])('of %j by %j has the size %j, as it is rounded from the original', async (size, asked, is) => {
    const { data } = await makeOne(await photo(size), copyOfSide(400));
    expect(await makeOne(data, asked, { copyOf: size })).toMatchObject(is);
  });

  it('is as transparent as one of the original', async () => {
    const original = await photo({ width: 401, height: 300, format: 'png', alpha: true });
    const lossless = { ...copyOfSide(200), webp: { lossless: true } };
    const copy = await makeOne(original, lossless, { formats: ['webp'] });
    const asked: RecipeInput = { resize: { width: 60, height: 60, fit: 'cover' } };
    const made = await makeOne(copy.data, asked, { copyOf: { width: 401, height: 300 } });
    expect([made.pixel(30, 10)[3], made.pixel(30, 50)[3]]).toEqual([255, 0]);
    expect(await distance(made.data, (await makeOne(original, asked)).data)).toBeLessThan(1);
  });

  it('tells the size of the original', async () => {
    const original = { width: 401, height: 300 };
    const copy = await photo({ ...scaleSize(original, 100 / 401), format: 'webp' });
    const rendered = await renderInProcess(copy, {
      accept: ['webp'],
      limits: LIMITS,
      variants: { it: recipe.parse({ resize: { width: 60 } }) },
      formats: ['jpeg'],
      copyOf: original,
    });
    expect(rendered.original).toMatchObject({ ...original, format: 'webp', bytes: copy.length });
    await rendered.renditions.return();
  });

  it('is refused for an image of another shape', async () => {
    const copy = await photo({ width: 100, height: 75 });
    const asked = makeOne(copy, { resize: { width: 60 } }, { copyOf: { width: 300, height: 400 } });
    await expect(asked).rejects.toThrow(
      'copyOf is 300 x 400, and the image is 100 x 75, which is no copy of that',
    );
  });

  it.each<RecipeInput>([
    {},
    { resize: { width: 101 } },
    { resize: { width: 10, height: 76, fit: 'fill' } },
    { resize: { width: 10 }, crop: { width: '10%' } },
    { resize: { width: 10 }, trim: {} },
  ])('is refused where the copy is not enough: %j', async (asked) => {
    const copy = await photo({ width: 100, height: 75 });
    const made = makeOne(copy, asked, { copyOf: { width: 400, height: 300 } });
    await expect(made).rejects.toThrow('a copy of 100 x 75 is not enough for it');
  });
});
