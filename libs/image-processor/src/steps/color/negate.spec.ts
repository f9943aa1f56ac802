import { apply, colorsOf, drawRow } from '../../testing/apply.ts';
import { negate } from './negate.ts';

describe('negate', () => {
  it('inverts every channel: 255 minus its value', async () => {
    const colors = [0, 1, 77, 127, 128, 200, 255].map((value) => [value, 255 - value, 40]);
    const made = colorsOf(await apply(negate, drawRow(...colors), true));
    expect(made).toEqual(colors.map((color) => color.map((value) => 255 - value)));
  });

  it('keeps alpha', async () => {
    const made = await apply(negate, drawRow([10, 20, 30, 0], [10, 20, 30, 90]), true);
    expect(colorsOf(made)).toEqual([
      [245, 235, 225, 0],
      [245, 235, 225, 90],
    ]);
  });

  it('gives the original when it is applied twice', async () => {
    const original = drawRow([1, 2, 3], [250, 0, 99]);
    expect(await apply(negate, await apply(negate, original, true), true)).toEqual(original);
  });

  it('accepts true and false only', () => {
    expect(negate.params.safeParse(true).success).toBe(true);
    expect(negate.params.safeParse(false).success).toBe(true);
    expect(negate.params.safeParse({ alpha: true }).success).toBe(false);
  });
});
