import { TRANSPARENT } from '../params/color.ts';
import { isSame, type Size } from '../geometry/region.ts';
import { pass, type Job } from '../raster/sharp-pass.ts';
import { eachFrame, type Pixels } from '../raster/raster.ts';
import { place } from '../geometry/position.ts';
import type { ResizeParams } from '../steps/geometry/resize.ts';

/** Puts a picture that is smaller than its canvas into it, and fills what is missing. */
export async function fit(
  pixels: Pixels,
  params: ResizeParams | undefined,
  canvas: Size,
  job: Job,
): Promise<Pixels> {
  if (!params || isSame(pixels, canvas)) return pixels;
  return eachFrame(pixels, (frame) => pad(frame, params, canvas, job));
}

function pad(
  frame: Pixels,
  { position, background = TRANSPARENT }: ResizeParams,
  canvas: Size,
  job: Job,
): Promise<Pixels> {
  const { left, top } = place(position, frame, canvas);
  const right = canvas.width - frame.width - left;
  const bottom = canvas.height - frame.height - top;
  return pass(frame, job, (image) => image.extend({ left, top, right, bottom, background }));
}
