import sharp from 'sharp';
import { isCropped, madeFromOriginal } from './crop-window.ts';
import { fullRegion, type Region } from '../geometry/region.ts';
import type { Plan } from './plan.ts';
import { decodeSources } from '../render/multi-pass.ts';
import { recipe, type RecipeInput } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { photo } from '../testing/index.ts';
import { contextWith } from '../testing/context.ts';
import { LIMITS } from '../testing/make.ts';
import { planOf, plansFor } from '../testing/plan-for.ts';

const square = (side: number, position?: 'top' | 'attention') =>
  ({ resize: { width: side, height: side, fit: 'cover', ...(position && { position }) } }) as const;

describe('madeFromOriginal', () => {
  const region = fullRegion({ width: 4_000, height: 3_000 });
  const names = (plans: readonly Plan[]) => plans.map(({ variant }) => variant);

  it('includes the largest plan of each crop, and every plan without a crop', () => {
    const plans = plansFor(
      {
        thumb: square(96),
        avatar: square(512),
        top: square(96, 'top'),
        wide: { resize: { width: 800 } },
        page: { resize: { width: 400 } },
      },
      region,
    );
    expect(plans.map(isCropped)).toEqual([true, true, true, false, false]);
    expect(names(madeFromOriginal(plans))).toEqual(['avatar', 'top', 'wide', 'page']);
  });

  it('includes plans with another crop, or the same one mirrored', () => {
    const plans = plansFor(
      {
        avatar: square(512),
        banner: { resize: { width: 300, height: 100, fit: 'cover' } },
        mirrored: { flop: true, ...square(256) },
      },
      region,
    );
    expect(names(madeFromOriginal(plans))).toEqual(['avatar', 'banner', 'mirrored']);
  });
});

describe('the decoded region', () => {
  const allDecoded = async (...inputs: RecipeInput[]) => {
    const variants = Object.fromEntries(inputs.map((input, n) => [`v${n}`, recipe.parse(input)]));
    const original = await photo({ width: 400, height: 300 });
    const options = { accept: ['jpeg'], formats: ['png'], limits: LIMITS, variants } as const;
    const plan = await planOf(original, options);
    const sources = await decodeSources(original, plan, contextWith());
    return sources.map(({ decoded: { region, pixels } }) => {
      expect(pixels).toMatchObject({ width: region.width, height: region.height });
      return region;
    });
  };
  const decoded = async (...inputs: RecipeInput[]) => {
    const [only, ...others] = await allDecoded(...inputs);
    expect(others).toEqual([]);
    return only;
  };
  const part = (left: number, top: number, width: number, height: number): Region => ({
    left,
    top,
    width,
    height,
  });

  it('is a single crop, at the smallest size that is needed', async () => {
    const crop = { left: 50, top: 30, width: 240, height: 120 };
    expect(await decoded({ crop })).toEqual(part(0, 0, 240, 120));
    expect(await decoded({ crop, resize: { width: 120 } })).toEqual(part(0, 0, 120, 60));
    expect(await decoded({ crop, ...square(60) })).toEqual(part(30, 0, 60, 60));
  });

  it('contains all crops, at full size', async () => {
    const crops = [
      { left: 50, top: 30, width: 70, height: 60 },
      { left: 200, top: 10, width: 40, height: 200 },
    ];
    const asked = crops.map((crop) => ({ crop, resize: { width: 20 } }));
    expect(await decoded(...asked)).toEqual(part(0, 0, 190, 200));
  });

  it('is a crop beside a smaller whole image, or the whole image where it is decoded at full size', async () => {
    const crop = { crop: { left: 50, top: 30, width: 240, height: 120 } };
    const [small, full] = [part(0, 0, 200, 150), part(0, 0, 400, 300)];
    const smaller = { resize: { width: 200 } };
    expect(await allDecoded(smaller, crop)).toEqual([small, part(0, 0, 240, 120)]);
    expect(await allDecoded(crop, smaller, {})).toEqual([full]);
    expect(await allDecoded(crop, { trim: {} })).toEqual([full]);
    expect(await allDecoded({}, { colorSpace: 'p3' }, crop)).toEqual([full, full]);
  });

  it('is limited to the largest square', async () => {
    expect(await decoded(square(60), square(120))).toEqual(part(20, 0, 120, 120));
  });

  it('is the whole image for a search, a rotation, or a larger rendition', async () => {
    const all = part(0, 0, 160, 120);
    expect(await decoded(square(120, 'attention'))).toEqual(all);
    expect(await decoded({ flip: true, ...square(120) })).toEqual(all);
    expect(await decoded(square(60), { resize: { width: 160 } })).toEqual(all);
    expect(await decoded({ trim: {} })).toEqual(part(0, 0, 400, 300));
  });

  const colorOf = async (...inputs: RecipeInput[]) => {
    const original = sharp(await photo({ width: 400, height: 300 })).withIccProfile('p3');
    const { placeholder } = await render(await original.toBuffer(), {
      accept: ['jpeg'],
      formats: ['png'],
      limits: LIMITS,
      variants: Object.fromEntries(inputs.map((input, n) => [`v${n}`, recipe.parse(input)])),
    });
    return (await placeholder()).color;
  };

  it('is the region that the placeholder shows', async () => {
    expect(await colorOf({ crop: { width: '40%', height: '40%' } })).toMatch(/^#c.2.2./);
    expect(await colorOf({ crop: { left: '60%', height: '40%' } })).toMatch(/^#2.a.3./);
    const crop = { crop: { left: '60%', height: '40%' } };
    const whole = await colorOf({});
    expect(await colorOf(crop, {})).toBe(whole);
    expect(await colorOf({}, crop)).toBe(whole);
    expect(await colorOf()).toMatch(/^#c.2.2./);
  });

  it('is the region that the placeholder shows in other color spaces', async () => {
    const keep = { colorSpace: 'keep' } as const;
    const crop = { crop: { left: '60%', height: '40%' } };
    expect(await colorOf({ ...keep, ...crop })).toMatch(/^#2.a.3./);
    expect(await colorOf(keep, crop)).toMatch(/^#c.2.2./);
    const most = { crop: { width: '95%' }, colorSpace: 'p3' } as const;
    expect(
      await colorOf({ resize: { width: 30, height: 300, fit: 'cover', position: 'right' } }, most),
    ).toBe(await colorOf(most));
  });
});
