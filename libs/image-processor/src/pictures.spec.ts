import sharp from 'sharp';
import type { Copy } from './copy.ts';
import { whole } from './geometry.ts';
import { pictures } from './pictures.ts';
import { pixelsOf } from './pixels.ts';
import { photo } from './testing/index.ts';
import { jobWith } from './testing/job.ts';
import { plansFor } from './testing/plan-for.ts';

const job = jobWith();

async function copied(width: number, height: number): Promise<Copy> {
  const image = sharp(await photo({ width, height, format: 'png' }));
  const pixels = pixelsOf(await image.raw().toBuffer({ resolveWithObject: true }), 1);
  return { part: whole(pixels), pixels };
}

describe('pictures', () => {
  it('are made once, however often they are asked for', async () => {
    const master = await copied(200, 150);
    const plans = plansFor([{ resize: { width: 100 } }, { resize: { width: 100 } }], master.part);
    const pictureOf = pictures(master, plans, job);
    const [first, second] = await Promise.all(plans.map(pictureOf));
    expect(first).toBe(second);
    expect(first).toMatchObject({ width: 100, height: 75 });
  });

  it('are the master itself where nothing is to be done', async () => {
    const master = await copied(200, 150);
    const plans = plansFor([{}], master.part);
    const [made] = await Promise.all(plans.map(pictures(master, plans, job)));
    expect(made).toBe(master.pixels);
  });

  it('look as if each was made from the whole, though each is made from the next larger one', async () => {
    const { createScorer } = await import('@thumbing/ssimulacra2');
    const master = await copied(800, 600);
    const widths = [750, 550, 350, 200, 75];
    const plans = plansFor(
      widths.map((width) => ({ resize: { width } })),
      master.part,
    );
    const pictureOf = pictures(master, plans, job);
    for (const plan of plans) {
      const chained = await pictureOf(plan);
      const direct = await pictures(master, [plan], job)(plan);
      const score = await (await createScorer(direct))(chained);
      expect(score).toBeGreaterThan(88);
    }
  });
});
