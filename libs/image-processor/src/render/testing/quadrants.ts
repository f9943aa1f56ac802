import { QUADRANTS } from '../../testing/index.ts';
import type { DecodedImage } from '../../testing/decode-image.ts';

export type Quadrant = keyof typeof QUADRANTS;

/** The quadrants of a photo in reading order, as they are when it is upright. */
export const UPRIGHT: readonly Quadrant[] = ['topLeft', 'topRight', 'bottomLeft', 'bottomRight'];

/** The quadrant whose color is nearest to the pixel at a share of the width and the height. */
export function quadrantAt({ width, height, pixel }: DecodedImage, x: number, y: number): Quadrant {
  const seen = pixel(Math.floor(x * width), Math.floor(y * height));
  const distance = (quadrant: Quadrant) =>
    QUADRANTS[quadrant].reduce(
      (sum, value, channel) => sum + Math.abs(value - (seen[channel] ?? NaN)),
      0,
    );
  return UPRIGHT.reduce((nearest, each) => (distance(each) < distance(nearest) ? each : nearest));
}

/** The quadrants that a rendition shows, in reading order. */
export const quadrantsOf = (image: DecodedImage): Quadrant[] => [
  quadrantAt(image, 0.25, 0.25),
  quadrantAt(image, 0.75, 0.25),
  quadrantAt(image, 0.25, 0.75),
  quadrantAt(image, 0.75, 0.75),
];
