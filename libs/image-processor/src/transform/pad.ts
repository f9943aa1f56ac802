import { place } from '../geometry/position.ts';
import { isSameSize, type Size } from '../geometry/region.ts';
import { TRANSPARENT } from '../params/color.ts';
import { eachFrame, type Pixels } from '../raster/pixels.ts';
import { sharpPass, type SharpContext } from '../raster/sharp-pass.ts';
import type { ResizeParams } from '../steps/geometry/resize.ts';

/** Pads an image that is smaller than its canvas, as `contain` asks. */
export async function padToCanvas(
  pixels: Pixels,
  params: ResizeParams | undefined,
  canvas: Size,
  context: SharpContext,
): Promise<Pixels> {
  if (!params || isSameSize(pixels, canvas)) return pixels;
  return eachFrame(pixels, (frame) => padFrame(frame, params, canvas, context));
}

function padFrame(
  frame: Pixels,
  { position, background = TRANSPARENT }: ResizeParams,
  canvas: Size,
  context: SharpContext,
): Promise<Pixels> {
  const { left, top } = place(position, frame, canvas);
  const right = canvas.width - frame.width - left;
  const bottom = canvas.height - frame.height - top;
  return sharpPass(frame, context, (image) =>
    image.extend({ left, top, right, bottom, background }),
  );
}
