import { pixelsOf, type Pixels } from '../raster/pixels.ts';
import { sharpInput } from '../raster/sharp-input.ts';
import type { ChainStep } from '../steps/step.ts';

/** Red, green and blue, and alpha where there is one, 0 to 255. */
export type Color = readonly number[];

/** A still image with a color for each pixel. Either all have alpha or none has. */
export function draw(width: number, height: number, at: (x: number, y: number) => Color): Pixels {
  const colors = Array.from({ length: width * height }, (_, index) =>
    at(index % width, Math.floor(index / width)),
  );
  return {
    data: Buffer.from(colors.flat()),
    width,
    height,
    channels: colors[0]?.length === 4 ? 4 : 3,
    frames: 1,
  };
}

/** A row of colors. */
export const drawRow = (...colors: readonly Color[]): Pixels =>
  draw(colors.length, 1, (x) => colors[x] ?? []);

/** The colors of an image, row by row from the top left. */
export const colorsOf = ({ data, channels }: Pixels): Color[] =>
  Array.from({ length: data.length / channels }, (_, index) => [
    ...data.subarray(index * channels, (index + 1) * channels),
  ]);

/** Applies the chain of one step to an image, and nothing else. */
export async function apply<Params>(
  step: Pick<ChainStep<Params>, 'apply' | 'isNoop'>,
  pixels: Pixels,
  params: NoInfer<Params>,
): Promise<Pixels> {
  if (step.isNoop?.(params, pixels)) return pixels;
  const { width, height } = pixels;
  const image = step.apply(sharpInput(pixels), params, { width, height, background: '#ffffff' });
  return pixelsOf(await image.raw().toBuffer({ resolveWithObject: true }), pixels.frames);
}
