import { open } from '../raster/sharp-input.ts';
import { pixelsOf, type Pixels } from '../raster/raster.ts';
import type { Step } from '../steps/step.ts';

/** Red, green and blue, and alpha where there is one, 0 to 255. */
export type Colour = readonly number[];

/** A still picture of the colours that it has where. All have alpha or none has. */
export function draw(width: number, height: number, at: (x: number, y: number) => Colour): Pixels {
  const colours = Array.from({ length: width * height }, (_, index) =>
    at(index % width, Math.floor(index / width)),
  );
  return {
    data: Buffer.from(colours.flat()),
    width,
    height,
    channels: colours[0]?.length === 4 ? 4 : 3,
    frames: 1,
  };
}

/** A row of colours. */
export const drawRow = (...colours: readonly Colour[]): Pixels =>
  draw(colours.length, 1, (x) => colours[x] ?? []);

/** The colours of a picture, from its left top on, row by row. */
export const coloursOf = ({ data, channels }: Pixels): Colour[] =>
  Array.from({ length: data.length / channels }, (_, index) => [
    ...data.subarray(index * channels, (index + 1) * channels),
  ]);

/** Does one step to a picture, and nothing else. */
export async function apply<Params>(
  step: Step<Params>,
  pixels: Pixels,
  params: Params,
): Promise<Pixels> {
  const image = step(open(pixels), params, pixels);
  return pixelsOf(await image.raw().toBuffer({ resolveWithObject: true }), pixels.frames);
}
