import { apply, colorsOf, draw, drawRow } from '../../testing/apply.ts';
import { grayscale } from './grayscale.ts';
import { tint } from './tint.ts';

const sepia = '#704214';

describe('tint', () => {
  it('gives every color the hue, and keeps the luminance', async () => {
    const source = draw(6, 6, (x, y) => [40 + 30 * x, 200 - 30 * y, 120]);
    const made = await apply(tint, source, sepia);
    for (const [red = 0, green = 0, blue = 0] of colorsOf(made)) {
      expect(red).toBeGreaterThan(green);
      expect(green).toBeGreaterThan(blue);
    }
    const before = colorsOf(await apply(grayscale, source, true));
    const after = colorsOf(await apply(grayscale, made, true));
    after.forEach(([gray = 0], at) =>
      expect(Math.abs(gray - (before[at]?.[0] ?? 0))).toBeLessThanOrEqual(2),
    );
  });

  it('keeps black and white', async () => {
    const ends = drawRow([0, 0, 0], [255, 255, 255]);
    expect(await apply(tint, ends, sepia)).toEqual(ends);
  });

  it.each(['#fff', '#000000', '#808080'])('makes it gray by %s', async (color) => {
    const source = drawRow([200, 100, 50], [20, 70, 220]);
    expect(await apply(tint, source, color)).toEqual(await apply(grayscale, source, true));
  });

  it('clips midtones that a saturated color pushes out of sRGB', async () => {
    const made = await apply(tint, drawRow([128, 128, 128]), '#f00');
    expect(colorsOf(made)).toEqual([[255, 9, 2]]);
  });

  it('keeps alpha', async () => {
    const made = colorsOf(await apply(tint, drawRow([9, 9, 9, 0], [99, 99, 99, 77]), sepia));
    expect(made.map(([, , , alpha]) => alpha)).toEqual([0, 77]);
  });

  it.each(['#f00', '#ff0000', '#FF0000'])('accepts %s', (color) =>
    expect(tint.params.safeParse(color).success).toBe(true),
  );
  it.each(['red', '#ff000080'])('rejects %s', (color) => {
    expect(tint.params.safeParse(color).error?.issues.map(({ message }) => message)).toEqual([
      'write a color without transparency, as #rgb or #rrggbb',
    ]);
  });
});
