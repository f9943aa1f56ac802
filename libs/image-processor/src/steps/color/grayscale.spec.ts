import { sharpInput } from '../../raster/sharp-input.ts';
import { apply, colorsOf, draw, drawRow } from '../../testing/apply.ts';
import { grayscale } from './grayscale.ts';

/** 4,096 colors from all over. */
const colors = draw(64, 64, (x, y) => [(x * 37) % 256, (y * 53) % 256, ((x + y) * 71) % 256]);

describe('grayscale', () => {
  it('takes the color out and keeps the luminance', async () => {
    const made = await apply(
      grayscale,
      drawRow([255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]),
      true,
    );
    expect(colorsOf(made)).toEqual([127, 220, 76, 255].map((gray) => [gray, gray, gray]));
  });

  it('leaves greys as they are', async () => {
    const greys = draw(256, 1, (x) => [x, x, x]);
    expect(await apply(grayscale, greys, true)).toEqual(greys);
  });

  it('keeps alpha', async () => {
    const made = await apply(grayscale, drawRow([255, 0, 0, 0], [255, 0, 0, 77]), true);
    expect(colorsOf(made)).toEqual([
      [127, 127, 127, 0],
      [127, 127, 127, 77],
    ]);
  });

  it("is sharp's own, which gives one channel only", async () => {
    const { data, info } = await sharpInput(colors)
      .grayscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(1);
    const made = await apply(grayscale, colors, true);
    expect(colorsOf(made)).toEqual([...data].map((gray) => [gray, gray, gray]));
  });

  it('takes true, and false for nothing', () => {
    expect(grayscale.params.safeParse(true).success).toBe(true);
    expect(grayscale.params.safeParse(false).success).toBe(true);
    expect(grayscale.params.safeParse('gray').success).toBe(false);
  });
});
