import { fullRegion } from '../geometry/region.ts';
import type { RecipeInput } from '../recipe/recipe.ts';
import { inProcess } from '../testing/in-process.ts';
import { planFor } from '../testing/plan-for.ts';

const region = fullRegion({ width: 4_000, height: 3_000 });

describe('a plan', () => {
  it.each`
    asked                                                                               | gives
    ${{}}                                                                               | ${[4_000, 3_000]}
    ${{ resize: { width: 400 } }}                                                       | ${[400, 300]}
    ${{ rotate: 90 }}                                                                   | ${[3_000, 4_000]}
    ${{ rotate: -270, resize: { width: 300 } }}                                         | ${[300, 400]}
    ${{ rotate: 45, resize: { width: 500, height: 500, fit: 'cover' } }}                | ${[500, 500]}
    ${{ resize: { width: 400 }, extend: { top: 10, left: 20 } }}                        | ${[420, 310]}
    ${{ resize: { width: 400, dpr: 2 }, extend: { right: 1 }, cornerRadius: 'circle' }} | ${[801, 600]}
  `(
    'of $asked comes out as $gives',
    ({ asked, gives }: { asked: RecipeInput; gives: number[] }) => {
      const { size } = planFor(asked, region);
      expect([size.width, size.height]).toEqual(gives);
    },
  );

  it('is animated only where the recipe and a format keep the animation', () => {
    expect(planFor({ animation: 'keep' }, region, { frames: 5 }).frames).toBe(5);
    expect(planFor({}, region, { frames: 5 }).frames).toBe(1);
    expect(
      planFor({ animation: 'keep', formats: ['jpeg', 'avif'] }, region, { frames: 5 }).frames,
    ).toBe(1);
  });

  it('keeps colors only of originals with a profile, in formats that can hold it', () => {
    expect(planFor({ colorSpace: 'keep' }, region).recipe.colorSpace).toBe('srgb');
    expect(planFor({ colorSpace: 'p3' }, region).recipe.colorSpace).toBe('p3');
    const withGif = planFor({ colorSpace: 'p3', formats: { smallest: ['webp', 'gif'] } }, region);
    expect(withGif.recipe.colorSpace).toBe('srgb');
    const moving = planFor({ colorSpace: 'p3', metadata: 'keep', animation: 'keep' }, region, {
      frames: 5,
    });
    expect(moving.recipe).toMatchObject({ colorSpace: 'srgb', metadata: 'none' });
  });

  it('is made without native code', async () => {
    const loaded = await inProcess(`
      await import('../plan/plan-render.ts');
      await import('../plan/formats-read.ts');
      await import('../plan/crop-window.ts');
      await import('../plan/decode-window.ts');
      const { sharedObjects } = process.report.getReport();
      console.log(sharedObjects.some((path) => path.includes('sharp')));
    `);
    expect(loaded).toBe(false);
  });
});
