import fc from 'fast-check';
import { longestSide } from '../geometry/region.ts';
import { recipe, type RecipeInput } from '../recipe/recipe.ts';
import type { ImageFacts } from '../source/facts.ts';
import { planFor } from '../testing/plan-for.ts';
import { decodeWindowFor } from './decode-window.ts';
import { copyFor } from './copies.ts';

const photo: ImageFacts = {
  format: 'jpeg',
  width: 4_000,
  height: 3_000,
  bytes: 3_000_000,
  frames: 1,
  alpha: false,
};
const large = { ...photo, width: 6_000, height: 4_000 };
const sideFor = (input: RecipeInput, original = photo) =>
  copyFor(original, recipe.parse(input))?.side;

describe('the copy for a rendition', () => {
  it.each<[RecipeInput, number | undefined, number | undefined]>([
    [{ resize: { width: 320 } }, 1_280, 1_280],
    [{ resize: { width: 1_024 } }, 1_280, 1_280],
    [{ resize: { width: 1_040 } }, undefined, 2_048],
    [{ resize: { width: 1_638 } }, undefined, 2_048],
    [{ resize: { width: 1_660 } }, undefined, undefined],
    [{ resize: { width: 400, dpr: 2 } }, 1_280, 1_280],
    [{ resize: { width: 600, dpr: 2 } }, undefined, 2_048],
    [{ resize: { width: 512, height: 512, fit: 'cover' } }, 1_280, 1_280],
    [{ resize: { width: 512, height: 900, fit: 'cover' } }, undefined, 2_048],
    [{ resize: { width: 512, height: 900, fit: 'contain' } }, 1_280, 1_280],
    [{ resize: { width: 300, height: 2_000, fit: 'fill' } }, undefined, undefined],
    [{ resize: { height: 800 }, rotate: 90 }, 1_280, 1_280],
    [{ resize: { width: 320 }, rotate: -2.5, flop: true, blur: 9, quality: 'auto' }, 1_280, 1_280],
    [{ resize: { width: 320 }, extend: { top: 3_000 }, cornerRadius: 9 }, 1_280, 1_280],
  ])('of %j has the side %s with 12 megapixels, and %s with 24', (input, ofPhoto, ofLarge) => {
    expect(sideFor(input)).toBe(ofPhoto);
    expect(sideFor(input, large)).toBe(ofLarge);
  });

  it.each<RecipeInput>([
    { resize: undefined },
    { crop: { width: '50%' } },
    { trim: {} },
    { colorSpace: 'p3' },
    { colorSpace: 'keep' },
    { metadata: 'copyright' },
  ])('does not exist where the original itself is needed: %j', (input) => {
    expect(sideFor({ resize: { width: 320 }, ...input })).toBeUndefined();
  });

  it.each([
    { width: 2_955, height: 2_217 },
    { width: 10_000, height: 37 },
    { frames: 2 },
    { format: 'svg' },
  ] as const)(
    'does not exist for an original that is too small, animated, or drawn: %j',
    (facts) => {
      expect(sideFor({ resize: { width: 320 } }, { ...photo, ...facts })).toBeUndefined();
    },
  );

  it('keeps transparency, in a lossless file', () => {
    const copy = copyFor({ ...photo, alpha: true }, recipe.parse({ resize: { width: 320 } }));
    expect(copy).toMatchObject({ format: 'webp', recipe: { webp: { lossless: true } } });
  });

  it('is larger than all that is decoded of it, whatever the recipe', () => {
    const side = fc.integer({ min: 1, max: 9_000 });
    const resize = fc.record({
      width: side,
      height: side,
      fit: fc.constantFrom('cover', 'contain', 'fill', 'inside', 'outside'),
      enlarge: fc.boolean(),
      dpr: fc.double({ min: 1, max: 5, noNaN: true }),
    });
    const rotate = fc.constantFrom(0, 90, 30);
    fc.assert(
      fc.property(side, side, resize, rotate, (width, height, resize, rotate) => {
        const original = { ...photo, width, height };
        const copy = copyFor(original, recipe.parse({ resize, rotate }));
        if (!copy) return;
        const whole = { left: 0, top: 0, width, height };
        const window = decodeWindowFor(original, [planFor({ resize, rotate }, whole)], {
          maxPixels: Infinity,
        });
        expect(copy.side).toBeGreaterThanOrEqual(1.24 * longestSide(window.size));
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
