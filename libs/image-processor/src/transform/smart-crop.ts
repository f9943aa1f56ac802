import type { Strategy } from '../geometry/position.ts';
import type { Size } from '../geometry/region.ts';
import { run, type Job } from '../raster/sharp-pass.ts';
import { cut, firstFrame, pixelsOf, type Pixels } from '../raster/raster.ts';

/** The part of a picture, of this size, that draws the eye. libvips looks at still pictures only: at the first frame. */
export async function focusOn(
  picture: Pixels,
  position: Strategy,
  size: Size,
  job: Job,
): Promise<Pixels> {
  const made = await run(firstFrame(picture), job, (image) =>
    image.resize({ ...size, fit: 'cover', position }),
  );
  if (picture.frames === 1) return pixelsOf(made, 1);
  // sharp gives how far the picture moved, which is to the left and up.
  const { cropOffsetLeft = 0, cropOffsetTop = 0 } = made.info;
  return cut(picture, { left: -cropOffsetLeft, top: -cropOffsetTop, ...size });
}
