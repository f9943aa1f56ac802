import type * as z from 'zod/mini';
import { sharpInput } from '../../raster/sharp-input.ts';
import { apply, colorsOf, draw } from '../../testing/apply.ts';
import { sharpen } from './sharpen.ts';

const DEFAULTS = { sigma: 1, m1: 1, m2: 2, x1: 2, y2: 10, y3: 20 };
/** Dark gray on the left, light gray on the right. */
const edge = draw(16, 9, (x) => (x < 8 ? [80, 80, 80] : [160, 160, 160]));
/** The middle row of the result. */
type SharpenParams = z.output<typeof sharpen.params>;
const row = async (params: SharpenParams) =>
  colorsOf(await apply(sharpen, edge, params))
    .slice(4 * 16, 5 * 16)
    .map(([red = 0]) => red);

describe('sharpen', () => {
  it('makes the dark side of an edge darker and the light side lighter', async () => {
    const made = await row(true);
    expect(made[7]).toBeLessThan(80);
    expect(made[8]).toBeGreaterThan(160);
    expect([made[0], made[15]]).toEqual([80, 160]);
  });

  it("has sharp's defaults", async () => {
    expect(sharpen.params.parse({})).toEqual(DEFAULTS);
    expect(await row(true)).toEqual(await row(DEFAULTS));
    const bySharp = await sharpInput(edge).sharpen({ sigma: 1 }).raw().toBuffer();
    expect((await apply(sharpen, edge, true)).data).toEqual(bySharp);
  });

  it.each`
    what                                 | params                | at    | more
    ${'a larger sigma reaches farther'}  | ${{ sigma: 5 }}       | ${12} | ${true}
    ${'m2 sets the strength at edges'}   | ${{ m2: 0.2 }}        | ${7}  | ${true}
    ${'y2 limits the brightening'}       | ${{ y2: 1 }}          | ${8}  | ${false}
    ${'y3 limits the darkening'}         | ${{ y3: 1 }}          | ${7}  | ${true}
    ${'x1 sets the limit of flat areas'} | ${{ x1: 100, m1: 0 }} | ${7}  | ${true}
  `('$what', async ({ params, at, more }: { params: object; at: number; more: boolean }) => {
    const [usual, made] = [await row(DEFAULTS), await row({ ...DEFAULTS, ...params })];
    const [least, most] = more ? [usual[at], made[at]] : [made[at], usual[at]];
    expect(most).toBeGreaterThan(least ?? NaN);
  });

  it('has an effect at the lowest sigma', async () => {
    expect(await apply(sharpen, edge, { ...DEFAULTS, sigma: 0.5 })).not.toEqual(edge);
  });

  it('does not change flat images', async () => {
    for (const sigma of [0.5, 1, 1.25, 5, 10]) {
      for (const value of [0, 128, 255]) {
        const flat = draw(20, 20, () => [value, value, value, 255]);
        expect(await apply(sharpen, flat, { ...DEFAULTS, sigma })).toEqual(flat);
      }
    }
  });

  it('keeps alpha, which sharp sharpens too without a sigma', async () => {
    const cutout = draw(16, 9, (x) => [200, 100, 50, x < 8 ? 80 : 160]);
    const alphas = cutout.data.filter((_, at) => at % 4 === 3);
    const made = await apply(sharpen, cutout, true);
    expect(made.data.filter((_, at) => at % 4 === 3)).toEqual(alphas);
    const bySharp = await sharpInput(cutout).sharpen().raw().toBuffer();
    expect(bySharp.filter((_, at) => at % 4 === 3)).not.toEqual(alphas);
  });

  it.each([
    true,
    { sigma: 0.5 },
    { sigma: 10 },
    { m1: 0, m2: 0, x1: 0, y2: 0, y3: 0 },
    { m1: 10, m2: 10, x1: 100, y2: 100, y3: 100 },
  ])('accepts %j', (params) => expect(sharpen.params.safeParse(params).success).toBe(true));

  it.each([
    false,
    { sigma: 0.49 },
    { sigma: 10.1 },
    { m1: -0.1 },
    { m1: 10.1 },
    { m2: 10.1 },
    { x1: 100.1 },
    { y2: 100.1 },
    { y3: 100.1 },
    { amount: 1 },
  ])('rejects %j', (params) => expect(sharpen.params.safeParse(params).success).toBe(false));

  it('needs a sigma of 0.5, because less does nothing', async () => {
    expect(await sharpInput(edge).sharpen({ sigma: 0.46 }).raw().toBuffer()).toEqual(edge.data);
  });
});
