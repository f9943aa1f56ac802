import { sharpInput } from '../../raster/sharp-input.ts';
import { apply, colorsOf, draw, drawRow } from '../../testing/apply.ts';
import { grayscale } from './grayscale.ts';

/** 4,096 different colors. */
const colors = draw(64, 64, (x, y) => [(x * 37) % 256, (y * 53) % 256, ((x + y) * 71) % 256]);

describe('grayscale', () => {
  it('removes the color and keeps the luminance', async () => {
    const made = await apply(
      grayscale,
      drawRow([255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]),
      true,
    );
    expect(colorsOf(made)).toEqual([127, 220, 76, 255].map((gray) => [gray, gray, gray]));
  });

  it('does not change grays', async () => {
    const grays = draw(256, 1, (x) => [x, x, x]);
    expect(await apply(grayscale, grays, true)).toEqual(grays);
  });

  it('keeps alpha', async () => {
    const made = await apply(grayscale, drawRow([255, 0, 0, 0], [255, 0, 0, 77]), true);
    expect(colorsOf(made)).toEqual([
      [127, 127, 127, 0],
      [127, 127, 127, 77],
    ]);
  });

  it("equals sharp's own, which returns a single channel", async () => {
    const { data, info } = await sharpInput(colors)
      .grayscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(1);
    const made = await apply(grayscale, colors, true);
    expect(colorsOf(made)).toEqual([...data].map((gray) => [gray, gray, gray]));
  });

  it('accepts true, and false for no effect', () => {
    expect(grayscale.params.safeParse(true).success).toBe(true);
    expect(grayscale.params.safeParse(false).success).toBe(true);
    expect(grayscale.params.safeParse('gray').success).toBe(false);
  });
});
