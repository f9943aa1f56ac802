import type { RawImage } from '../raw-image.ts';
import { mapPixels, pixelAt, seededRandom } from './images.ts';

export function grain(image: RawImage, strength: number): RawImage {
  const random = seededRandom();
  return mapPixels(image, (levels) =>
    levels.map((level) => level + random(2 * strength + 1) - strength),
  );
}

/** Rounds each level down to a multiple of `width`. */
export const bands = (image: RawImage, width: number): RawImage =>
  mapPixels(image, (levels) => levels.map((level) => Math.floor(level / width) * width));

/** Mixes each pixel with its neighbors to the left, to the right and above. */
export const blur = (image: RawImage, weight: number): RawImage =>
  mapPixels(image, (levels, x, y) => {
    const around = [pixelAt(image, x - 1, y), pixelAt(image, x + 1, y), pixelAt(image, x, y - 1)];
    return levels.map(
      (level, channel) =>
        around.reduce((sum, other) => sum + weight * (other[channel] ?? 0), level) /
        (1 + 3 * weight),
    );
  });

/** Moves each pixel towards the middle of its block of 8 x 8. */
export const blocks = (image: RawImage, share: number): RawImage =>
  mapPixels(image, (levels, x, y) => {
    const middle = pixelAt(image, x - (x % 8) + 4, y - (y % 8) + 4);
    return levels.map((level, channel) => level + share * ((middle[channel] ?? 0) - level));
  });

export const tint = (image: RawImage, by: number): RawImage =>
  mapPixels(image, ([red = 0, green = 0, blue = 0]) => [red + by, green, blue - by]);
