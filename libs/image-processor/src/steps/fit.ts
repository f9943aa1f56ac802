import { TRANSPARENT } from '../colour.ts';
import { isSame, type Size } from '../geometry.ts';
import { pass, type Job } from '../pass.ts';
import { eachFrame, type Pixels } from '../pixels.ts';
import { place } from '../position.ts';
import type { ResizeParams } from './resize.ts';

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
