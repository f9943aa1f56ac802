import type { Sharp } from 'sharp';
import { open, pixelsOf, type Pixels } from '../pixels.ts';

/** What makes each EXIF orientation upright. sharp mirrors before it rotates, in whichever order it is asked. */
export const TURNS: Readonly<Record<number, (image: Sharp) => Sharp>> = {
  2: (image) => image.flop(),
  3: (image) => image.rotate(180),
  4: (image) => image.flip(),
  5: (image) => image.flip().rotate(90),
  6: (image) => image.rotate(90),
  7: (image) => image.flop().rotate(90),
  8: (image) => image.rotate(270),
};

/** Makes an animation upright, frame by frame, because libvips cannot turn more than one. */
export async function turn(pixels: Pixels, orientation: number | undefined): Promise<Pixels> {
  const upright = TURNS[orientation ?? 1];
  if (!upright) return pixels;
  const turned: Pixels[] = [];
  for (const frame of framesOf(pixels)) turned.push(await pixelsOf(upright(open(frame)), 1));
  const [first = pixels] = turned;
  return { ...first, data: Buffer.concat(turned.map(({ data }) => data)), frames: turned.length };
}

function framesOf(pixels: Pixels): Pixels[] {
  const { data, width, height, channels, frames } = pixels;
  const bytes = width * height * channels;
  return Array.from({ length: frames }, (_, frame) => ({
    ...pixels,
    data: data.subarray(frame * bytes, (frame + 1) * bytes),
    frames: 1,
  }));
}
