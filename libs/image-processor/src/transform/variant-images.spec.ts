import sharp from 'sharp';
import type { DecodedRegion } from '../raster/decoded-region.ts';
import { fullRegion } from '../geometry/region.ts';
import { variantImages } from './variant-images.ts';
import { pixelsOf } from '../raster/pixels.ts';
import { photo } from '../testing/index.ts';
import { contextWith } from '../testing/context.ts';
import { plansFor } from '../testing/plan-for.ts';

const context = contextWith();

async function copied(width: number, height: number): Promise<DecodedRegion> {
  const image = sharp(await photo({ width, height, format: 'png' }));
  const pixels = pixelsOf(await image.raw().toBuffer({ resolveWithObject: true }), 1);
  return { region: fullRegion(pixels), pixels };
}

describe('variantImages', () => {
  it('makes an image once, for all plans that share it', async () => {
    const source = await copied(200, 150);
    const plans = plansFor([{ resize: { width: 100 } }, { resize: { width: 100 } }], source.region);
    const imageOf = variantImages(source, plans, context);
    const [first, second] = await Promise.all(plans.map(imageOf));
    expect(first).toBe(second);
    expect(first).toMatchObject({ width: 100, height: 75 });
  });

  it('returns the source itself where it is unchanged', async () => {
    const source = await copied(200, 150);
    const plans = plansFor([{}], source.region);
    const [made] = await Promise.all(plans.map(variantImages(source, plans, context)));
    expect(made).toBe(source.pixels);
  });

  it('makes each size from the next larger one with the quality of the original', async () => {
    const source = await copied(800, 600);
    const widths = [750, 550, 350, 200, 75];
    const plans = plansFor(
      widths.map((width) => ({ resize: { width } })),
      source.region,
    );
    const { createScorer } = await import('@thumbing/ssimulacra2');
    const imageOf = variantImages(source, plans, context);
    for (const plan of plans) {
      const chained = await imageOf(plan);
      const direct = await variantImages(source, [plan], context)(plan);
      const score = await (await createScorer(direct))(chained);
      expect(score).toBeGreaterThan(88);
    }
  });
});
