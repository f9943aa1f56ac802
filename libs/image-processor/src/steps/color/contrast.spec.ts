import { apply, colorsOf, drawRow } from '../../testing/apply.ts';
import { contrast } from './contrast.ts';

/** The value that CSS's `contrast()` gives, of 0 to 255. */
const inCss = (value: number, amount: number): number =>
  Math.round(Math.min(255, Math.max(0, ((value / 255 - 0.5) * amount + 0.5) * 255)));

describe('contrast', () => {
  it.each([0, 0.25, 0.5, 0.9, 1.1, 1.5, 2, 3.7, 10])(
    'gives what CSS does, at %p',
    async (amount) => {
      const values = Array.from({ length: 256 }, (_, value) => value);
      const made = await apply(contrast, drawRow(...values.map((v) => [v, v, 255 - v])), amount);
      for (const [value, [red = NaN, green, blue = NaN]] of colorsOf(made).entries()) {
        expect(green).toBe(red);
        // Halves are rounded either way.
        expect(Math.abs(red - inCss(value, amount))).toBeLessThanOrEqual(
          Number.isInteger((value - 127.5) * amount) ? 1 : 0,
        );
        expect(Math.abs(blue - inCss(255 - value, amount))).toBeLessThanOrEqual(1);
      }
    },
  );

  it('keeps alpha', async () => {
    const made = await apply(contrast, drawRow([100, 200, 127, 0], [100, 200, 127, 90]), 2);
    expect(colorsOf(made).map(([, , , alpha]) => alpha)).toEqual([0, 90]);
  });

  it('changes nothing at 1', () => {
    expect(contrast.isNoop(1)).toBe(true);
    expect(contrast.isNoop(1.01)).toBe(false);
  });

  it.each([0, 1, 10])('accepts %p', (amount) =>
    expect(contrast.params.safeParse(amount).success).toBe(true),
  );
  it.each([-0.1, 10.1, '1', true, NaN])('rejects %p', (amount) =>
    expect(contrast.params.safeParse(amount).success).toBe(false),
  );
});
