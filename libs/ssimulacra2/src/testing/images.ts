import type { RawImage } from '../raw-image.ts';

/** A generator of pseudorandom integers below a bound, the same sequence every time. */
export function seededRandom(): (below: number) => number {
  let last = 1;
  return (below) => {
    last = (last * 48_271) % 2_147_483_647;
    return last % below;
  };
}

/** Computes an image pixel by pixel: red, green, blue and maybe alpha, clamped and rounded. */
export function paint(
  width: number,
  height: number,
  color: (x: number, y: number) => readonly number[],
): RawImage {
  const channels = color(0, 0).length === 4 ? 4 : 3;
  const levels = new Uint8ClampedArray(width * height * channels);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * channels;
      color(x, y).forEach((level, channel) => (levels[at + channel] = level));
    }
  }
  return { data: new Uint8Array(levels.buffer), width, height, channels };
}

/** Two dozen discs, half of them with a checkerboard, on a color gradient with film grain. */
export function scene(width: number, height: number): RawImage {
  const random = seededRandom();
  const discs = Array.from({ length: 24 }, (_, index) => ({
    left: random(width),
    top: random(height),
    radius: 4 + random(Math.ceil(Math.max(width, height) / 6)),
    color: [random(256), random(256), random(256)],
    checker: index % 2 && 1 + random(6),
  }));
  return paint(width, height, (x, y) => {
    const disc = discs.findLast(
      ({ left, top, radius }) => (x - left) ** 2 + (y - top) ** 2 < radius ** 2,
    );
    const gradient = [40 + (160 * x) / width, 60 + (120 * y) / height, 200 - (150 * x) / width];
    const light = (disc && (x & disc.checker) === (y & disc.checker) ? 24 : 0) + random(9) - 4;
    return (disc?.color ?? gradient).map((level) => level + light);
  });
}

/** The pixel at a position, or the nearest one outside the image. */
export function pixelAt(
  { data, width, height, channels }: RawImage,
  x: number,
  y: number,
): number[] {
  const column = Math.min(Math.max(x, 0), width - 1);
  const row = Math.min(Math.max(y, 0), height - 1);
  const at = (row * width + column) * channels;
  const rgb = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
  return channels === 4 ? [...rgb, data[at + 3] ?? 0] : rgb;
}

/** A copy with every pixel replaced by what `change` makes of it. */
export const mapPixels = (
  image: RawImage,
  change: (levels: number[], x: number, y: number) => number[],
): RawImage => paint(image.width, image.height, (x, y) => change(pixelAt(image, x, y), x, y));
