import { sharpInput } from '../../raster/sharp-input.ts';
import { draw } from '../../testing/apply.ts';
import type { DecodedImage } from '../../testing/decode-image.ts';

/** A PNG of 40 x 30 whose red and green values encode the position of each pixel. */
export const pixelMap = (): Promise<Buffer> =>
  sharpInput(draw(40, 30, (x, y) => [x * 5, y * 5, 0]))
    .png()
    .toBuffer();

/** The position in the map of the top left pixel of a rendition. */
export const originOf = ({ pixel }: DecodedImage): number[] => {
  const [red, green] = pixel(0, 0);
  return [red / 5, green / 5];
};
