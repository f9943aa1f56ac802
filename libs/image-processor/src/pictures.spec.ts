import sharp from 'sharp';
import type { Copy } from './copy.ts';
import { whole } from './geometry.ts';
import { pictures } from './pictures.ts';
import { pixelsOf } from './pixels.ts';
import { plan, type Plan } from './plan.ts';
import { recipe, type RecipeInput } from './recipe.ts';
import { similarityTo } from './similarity/similarity.ts';
import { photo } from './testing/index.ts';
import { jobWith } from './testing/job.ts';

const job = jobWith();

async function copied(width: number, height: number): Promise<Copy> {
  const image = sharp(await photo({ width, height, format: 'png' }));
  const pixels = pixelsOf(await image.raw().toBuffer({ resolveWithObject: true }), 1);
  return { part: whole(pixels), pixels };
}

const plansFor = (
  size: { width: number; height: number },
  inputs: readonly RecipeInput[],
): Plan[] =>
  inputs.map((input, index) =>
    plan(
      `v${index}`,
      recipe.parse(input),
      { left: 0, top: 0, ...size },
      {
        frames: 1,
        hasProfile: false,
        formats: ['webp'],
      },
    ),
  );

describe('pictures', () => {
  it('are made once, however often they are asked for', async () => {
    const master = await copied(200, 150);
    const plans = plansFor(master.pixels, [{ resize: { width: 100 } }, { resize: { width: 100 } }]);
    const pictureOf = pictures(master, plans, job);
    const [first, second] = await Promise.all(plans.map(pictureOf));
    expect(first).toBe(second);
    expect(first).toMatchObject({ width: 100, height: 75 });
  });

  it('are the master itself where nothing is to be done', async () => {
    const master = await copied(200, 150);
    const plans = plansFor(master.pixels, [{}]);
    const [made] = await Promise.all(plans.map(pictures(master, plans, job)));
    expect(made).toBe(master.pixels);
  });

  it('look as if each was made from the whole, though each is made from the next larger one', async () => {
    const master = await copied(800, 600);
    const widths = [750, 550, 350, 200, 75];
    const plans = plansFor(
      master.pixels,
      widths.map((width) => ({ resize: { width } })),
    );
    const pictureOf = pictures(master, plans, job);
    for (const plan of plans) {
      const chained = await pictureOf(plan);
      const direct = await pictures(master, [plan], job)(plan);
      const score = await (await similarityTo(direct))(chained);
      expect(score).toBeGreaterThan(88);
    }
  });
});
