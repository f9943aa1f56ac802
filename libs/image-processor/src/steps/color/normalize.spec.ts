import { open } from '../../raster/sharp-input.ts';
import { apply, coloursOf, draw, drawRow } from '../../testing/apply.ts';
import { normalise, normaliseParams } from './normalize.ts';

const grey = (value: number) => [value, value, value];
/** A hundred greys from 80 to 179. */
const dull = draw(100, 1, (x) => grey(80 + x));

describe('normalise', () => {
  it('makes the darkest black and the lightest white', async () => {
    const made = coloursOf(await apply(normalise, dull, { lower: 0, upper: 100 }));
    expect(made[0]).toEqual(grey(0));
    expect(made[99]).toEqual(grey(255));
    const middle = made[50]?.[0];
    expect(middle).toBeGreaterThan(110);
    expect(middle).toBeLessThan(140);
  });

  it('lets as many become black and white as the percentages say', async () => {
    const made = coloursOf(await apply(normalise, dull, { lower: 25, upper: 75 }));
    expect(made.filter(([red]) => red === 0).length).toBeCloseTo(25, -1);
    expect(made.filter(([red]) => red === 255).length).toBeCloseTo(25, -1);
  });

  it('takes 1 and 99 when nothing is said', async () => {
    const asked = await apply(normalise, dull, { lower: 1, upper: 99 });
    expect(await apply(normalise, dull, true)).toEqual(asked);
    expect(normaliseParams.parse({})).toEqual({ lower: 1, upper: 99 });
  });

  it('stretches the lightness and leaves the hue', async () => {
    const colourful = draw(100, 1, (x) => [100 + x, 60 + x, 60 + x]);
    const made = coloursOf(await apply(normalise, colourful, { lower: 0, upper: 100 }));
    for (const [red = 0, green = 0, blue = 0] of made.slice(20, 80)) {
      expect(red).toBeGreaterThan(green);
      expect(Math.abs(green - blue)).toBeLessThanOrEqual(6);
    }
  });

  it('leaves a flat picture as it is', async () => {
    const flat = draw(8, 8, () => grey(100));
    expect(await apply(normalise, flat, true)).toEqual(flat);
  });

  it('keeps alpha', async () => {
    const faded = draw(100, 1, (x) => [...grey(80 + x), 2 * x]);
    const made = coloursOf(await apply(normalise, faded, true));
    expect(made.map(([, , , alpha]) => alpha)).toEqual(made.map((_, x) => 2 * x));
    expect(made[99]).toEqual([...grey(255), 198]);
  });

  it('counts pixels that cannot be seen', async () => {
    const hidden = [0, 0, 0, 0];
    const made = await apply(
      normalise,
      drawRow(hidden, hidden, [100, 100, 100, 255], [180, 180, 180, 255]),
      { lower: 0, upper: 100 },
    );
    expect(coloursOf(made)[2]?.[0]).toBeGreaterThan(100);
  });

  it.each([{ lower: 0 }, { lower: 98 }, { lower: 0, upper: 1 }, { upper: 100 }, true])(
    'takes %j',
    (params) => expect(normaliseParams.safeParse(params).success).toBe(true),
  );

  it.each([
    { lower: -1 },
    { lower: 1.5 },
    { lower: 100, upper: 100 },
    { lower: 0, upper: 0 },
    { upper: 101 },
    { above: 1 },
  ])('refuses %j', (params) => expect(normaliseParams.safeParse(params).success).toBe(false));

  it.each`
    params                      | says
    ${{ lower: 50, upper: 50 }} | ${'give a lower that is below the upper'}
    ${false}                    | ${'write true, or { lower, upper } as percentages'}
  `('says of $params what to do', ({ params, says }: { params: unknown; says: string }) => {
    expect(normaliseParams.safeParse(params).error?.issues[0]?.message).toBe(says);
  });

  it('needs whole percentages, because sharp cuts off the rest', async () => {
    const bySharp = (lower: number) => open(dull).normalise({ lower }).raw().toBuffer();
    expect(await bySharp(25.9)).toEqual(await bySharp(25));
  });
});
