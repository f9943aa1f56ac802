import { TRANSPARENT } from '../colour.ts';
import { isSame, type Point, type Size } from '../geometry.ts';
import { pass, type Job } from '../pass.ts';
import { cut, eachFrame, type Pixels } from '../pixels.ts';
import { around, place } from '../position.ts';
import type { ResizeParams } from './resize.ts';

/**
 * Puts the picture, scaled already, into its canvas: what is too much is cut off, what is missing is filled. The focus
 * is what was found to be kept in the middle.
 */
export async function fit(
  pixels: Pixels,
  params: ResizeParams | undefined,
  canvas: Size,
  focus: Point | undefined,
  job: Job,
): Promise<Pixels> {
  if (!params || isSame(pixels, canvas)) return pixels;
  const { position } = params;
  if (params.fit !== 'cover') return eachFrame(pixels, (frame) => pad(frame, params, canvas, job));
  const point = typeof position === 'object' ? position : focus;
  const at = point ? around(point, canvas, pixels) : place(position, canvas, pixels);
  return cut(pixels, { ...at, ...canvas });
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
