import fc from 'fast-check';
import { fullRegion } from '../geometry/region.ts';
import { regionInOriginal, smallestSizeFor } from './decode-window.ts';
import { planFor, plansFor } from '../testing/plan-for.ts';

const original = { width: 4_000, height: 3_000 };

describe('the smallest size', () => {
  const side = fc.integer({ min: 1, max: 300 });
  const size = fc.record({ width: side, height: side });
  const inputs = fc.record(
    {
      rotate: fc.constantFrom(0, 90, 30),
      resize: fc.record({
        width: side,
        height: side,
        fit: fc.constantFrom('cover', 'contain', 'fill', 'inside', 'outside'),
      }),
    },
    { requiredKeys: ['resize'] },
  );

  it('is large enough for every variant, and no larger than the original', () => {
    fc.assert(
      fc.property(size, fc.array(inputs, { minLength: 1 }), (original, asked) => {
        const plans = plansFor(asked, fullRegion(original));
        const smallest = smallestSizeFor(original, plans);
        for (const { framing, rotated } of plans) {
          const scale = smallest.width / original.width;
          expect(Math.round(rotated.width * scale)).toBeGreaterThanOrEqual(
            Math.min(framing.scaled.width, rotated.width) - 1,
          );
        }
        expect(smallest.width).toBeLessThanOrEqual(original.width);
        expect(smallest.height).toBeLessThanOrEqual(original.height);
      }),
      { seed: 7 },
    );
  });

  it('is the size of the largest variant when all keep the aspect ratio', () => {
    const plans = [
      planFor({ resize: { width: 96 } }, fullRegion(original)),
      planFor({ resize: { width: 512 } }, fullRegion(original)),
    ];
    expect(smallestSizeFor(original, plans)).toEqual({ width: 512, height: 384 });
  });

  it('considers crops: a tenth of the sides at full size needs the original at full size', () => {
    const region = { left: 100, top: 100, width: 400, height: 300 };
    expect(smallestSizeFor(original, [planFor({ resize: { width: 400 } }, region)])).toEqual(
      original,
    );
    expect(smallestSizeFor(original, [planFor({ resize: { width: 200 } }, region)])).toEqual({
      width: 2_000,
      height: 1_500,
    });
  });

  it('is large enough for a placeholder', () => {
    expect(
      smallestSizeFor(original, [planFor({ resize: { width: 10 } }, fullRegion(original))]),
    ).toEqual({
      width: 100,
      height: 75,
    });
  });
});

it('a part of the window maps to the region of the original', () => {
  const scope = {
    region: { left: 1_000, top: 300, width: 2_000, height: 900 },
    size: { width: 200, height: 90 },
  };
  expect(regionInOriginal(scope, fullRegion(scope.size))).toEqual(scope.region);
  expect(regionInOriginal(scope, { left: 10, top: 20, width: 50, height: 30 })).toEqual({
    left: 1_100,
    top: 500,
    width: 500,
    height: 300,
  });
});
