import { sharpInput } from '../../raster/sharp-input.ts';
import { apply, colorsOf, draw, drawRow } from '../../testing/apply.ts';
import { normalize } from './normalize.ts';

const gray = (value: number) => [value, value, value];
/** A hundred grays from 80 to 179. */
const dull = draw(100, 1, (x) => gray(80 + x));

describe('normalize', () => {
  it('makes the darkest black and the lightest white', async () => {
    const made = colorsOf(await apply(normalize, dull, { lower: 0, upper: 100 }));
    expect(made[0]).toEqual(gray(0));
    expect(made[99]).toEqual(gray(255));
    const middle = made[50]?.[0];
    expect(middle).toBeGreaterThan(110);
    expect(middle).toBeLessThan(140);
  });

  it('clips as many pixels to black and white as the percentages say', async () => {
    const made = colorsOf(await apply(normalize, dull, { lower: 25, upper: 75 }));
    expect(made.filter(([red]) => red === 0).length).toBeCloseTo(25, -1);
    expect(made.filter(([red]) => red === 255).length).toBeCloseTo(25, -1);
  });

  it('has defaults of 1 and 99', async () => {
    const asked = await apply(normalize, dull, { lower: 1, upper: 99 });
    expect(await apply(normalize, dull, true)).toEqual(asked);
    expect(normalize.params.parse({})).toEqual({ lower: 1, upper: 99 });
  });

  it('stretches the lightness and keeps the hue', async () => {
    const colorful = draw(100, 1, (x) => [100 + x, 60 + x, 60 + x]);
    const made = colorsOf(await apply(normalize, colorful, { lower: 0, upper: 100 }));
    for (const [red = 0, green = 0, blue = 0] of made.slice(20, 80)) {
      expect(red).toBeGreaterThan(green);
      expect(Math.abs(green - blue)).toBeLessThanOrEqual(6);
    }
  });

  it('does not change a flat image', async () => {
    const flat = draw(8, 8, () => gray(100));
    expect(await apply(normalize, flat, true)).toEqual(flat);
  });

  it('keeps alpha', async () => {
    const faded = draw(100, 1, (x) => [...gray(80 + x), 2 * x]);
    const made = colorsOf(await apply(normalize, faded, true));
    expect(made.map(([, , , alpha]) => alpha)).toEqual(made.map((_, x) => 2 * x));
    expect(made[99]).toEqual([...gray(255), 198]);
  });

  it('counts transparent pixels', async () => {
    const hidden = [0, 0, 0, 0];
    const made = await apply(
      normalize,
      drawRow(hidden, hidden, [100, 100, 100, 255], [180, 180, 180, 255]),
      { lower: 0, upper: 100 },
    );
    expect(colorsOf(made)[2]?.[0]).toBeGreaterThan(100);
  });

  it.each([{ lower: 0 }, { lower: 98 }, { lower: 0, upper: 1 }, { upper: 100 }, true])(
    'takes %j',
    (params) => expect(normalize.params.safeParse(params).success).toBe(true),
  );

  it.each([
    { lower: -1 },
    { lower: 1.5 },
    { lower: 100, upper: 100 },
    { lower: 0, upper: 0 },
    { upper: 101 },
    { above: 1 },
  ])('rejects %j', (params) => expect(normalize.params.safeParse(params).success).toBe(false));

  it.each`
    params                      | says
    ${{ lower: 50, upper: 50 }} | ${'write a lower that is less than upper'}
    ${false}                    | ${'write true, or { lower, upper } as percentages'}
  `('has a message for $params', ({ params, says }: { params: unknown; says: string }) => {
    expect(normalize.params.safeParse(params).error?.issues[0]?.message).toBe(says);
  });

  it('needs whole percentages, because sharp truncates them', async () => {
    const bySharp = (lower: number) => sharpInput(dull).normalize({ lower }).raw().toBuffer();
    expect(await bySharp(25.9)).toEqual(await bySharp(25));
  });
});
