import { open } from '../../raster/sharp-input.ts';
import { apply, coloursOf, draw, drawRow } from '../../testing/apply.ts';
import { greyscale, greyscaleParams } from './grayscale.ts';

/** 4,096 colours from all over. */
const colours = draw(64, 64, (x, y) => [(x * 37) % 256, (y * 53) % 256, ((x + y) * 71) % 256]);

describe('greyscale', () => {
  it('takes the colour out and keeps the luminance', async () => {
    const made = await apply(
      greyscale,
      drawRow([255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]),
      true,
    );
    expect(coloursOf(made)).toEqual([127, 220, 76, 255].map((grey) => [grey, grey, grey]));
  });

  it('leaves greys as they are', async () => {
    const greys = draw(256, 1, (x) => [x, x, x]);
    expect(await apply(greyscale, greys, true)).toEqual(greys);
  });

  it('keeps alpha', async () => {
    const made = await apply(greyscale, drawRow([255, 0, 0, 0], [255, 0, 0, 77]), true);
    expect(coloursOf(made)).toEqual([
      [127, 127, 127, 0],
      [127, 127, 127, 77],
    ]);
  });

  it("is sharp's own, which gives one channel only", async () => {
    const { data, info } = await open(colours)
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(1);
    const made = await apply(greyscale, colours, true);
    expect(coloursOf(made)).toEqual([...data].map((grey) => [grey, grey, grey]));
  });

  it('takes true, and false for nothing', () => {
    expect(greyscaleParams.safeParse(true).success).toBe(true);
    expect(greyscaleParams.safeParse(false).success).toBe(true);
    expect(greyscaleParams.safeParse('grey').success).toBe(false);
  });
});
