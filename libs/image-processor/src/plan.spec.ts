import fc from 'fast-check';
import { plan, smallestFor, type Plan } from './plan.ts';
import { recipe, type RecipeInput } from './recipe.ts';

const original = { width: 4_000, height: 3_000 };

function planFor(input: RecipeInput, region = { left: 0, top: 0, ...original }, frames = 1): Plan {
  return plan('it', recipe.parse(input), region, {
    frames,
    hasProfile: false,
    formats: ['webp', 'jpeg'],
  });
}

describe('a plan', () => {
  it.each`
    asked                                                                        | gives
    ${{}}                                                                        | ${[4_000, 3_000]}
    ${{ resize: { width: 400 } }}                                                | ${[400, 300]}
    ${{ rotate: 90 }}                                                            | ${[3_000, 4_000]}
    ${{ rotate: -270, resize: { width: 300 } }}                                  | ${[300, 400]}
    ${{ rotate: 45, resize: { width: 500, height: 500, fit: 'cover' } }}         | ${[500, 500]}
    ${{ resize: { width: 400 }, extend: { top: 10, left: 20 } }}                 | ${[420, 310]}
    ${{ resize: { width: 400, dpr: 2 }, extend: { right: 1 }, round: 'circle' }} | ${[801, 600]}
  `(
    'of $asked comes out as $gives',
    ({ asked, gives }: { asked: RecipeInput; gives: number[] }) => {
      const { size } = planFor(asked);
      expect([size.width, size.height]).toEqual(gives);
    },
  );

  it('moves only where an animation is kept in a format that can', () => {
    const region = { left: 0, top: 0, ...original };
    expect(planFor({ animation: 'keep' }, region, 5).frames).toBe(5);
    expect(planFor({}, region, 5).frames).toBe(1);
    expect(planFor({ animation: 'keep', formats: ['jpeg', 'avif'] }, region, 5).frames).toBe(1);
  });

  it('keeps colours only where a profile says what they mean, and of pictures that stand still', () => {
    expect(planFor({ colour: 'keep' }).colour).toBe('srgb');
    expect(planFor({ colour: 'p3' }).colour).toBe('p3');
    const region = { left: 0, top: 0, ...original };
    const moving = planFor({ colour: 'p3', metadata: 'keep', animation: 'keep' }, region, 5);
    expect(moving).toMatchObject({ colour: 'srgb', metadata: 'none' });
  });
});

describe('smallestFor', () => {
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

  it('is large enough for every picture, and no larger than the original', () => {
    fc.assert(
      fc.property(size, fc.array(inputs, { minLength: 1 }), (original, asked) => {
        const plans = asked.map((each) => planFor(each, { left: 0, top: 0, ...original }));
        const smallest = smallestFor(original, plans);
        for (const { framing, turned } of plans) {
          const scale = smallest.width / original.width;
          expect(Math.round(turned.width * scale)).toBeGreaterThanOrEqual(
            Math.min(framing.picture.width, turned.width) - 1,
          );
        }
        expect(smallest.width).toBeLessThanOrEqual(original.width);
        expect(smallest.height).toBeLessThanOrEqual(original.height);
      }),
      { seed: 7 },
    );
  });

  it('is the size of the largest picture when all keep the proportions', () => {
    const plans = [planFor({ resize: { width: 96 } }), planFor({ resize: { width: 512 } })];
    expect(smallestFor(original, plans)).toEqual({ width: 512, height: 384 });
  });

  it('counts what is cut out before: a tenth of the sides at full size takes all of them', () => {
    const region = { left: 100, top: 100, width: 400, height: 300 };
    expect(smallestFor(original, [planFor({ resize: { width: 400 } }, region)])).toEqual(original);
    expect(smallestFor(original, [planFor({ resize: { width: 200 } }, region)])).toEqual({
      width: 2_000,
      height: 1_500,
    });
  });

  it('leaves enough for a placeholder', () => {
    expect(smallestFor(original, [planFor({ resize: { width: 10 } })])).toEqual({
      width: 100,
      height: 75,
    });
  });
});
