import type { Strategy } from './cover.ts';
import type { Region, Size } from './geometry.ts';
import { run, type Job } from './pass.ts';
import { firstFrame, type Pixels } from './pixels.ts';

/** The part of a picture, of this size, that draws the eye. libvips looks at still pictures only: at the first frame. */
export async function findFocus(
  picture: Pixels,
  position: Strategy,
  size: Size,
  job: Job,
): Promise<Region> {
  const { info } = await run(firstFrame(picture), job, (image) =>
    image.resize({ ...size, fit: 'cover', position }),
  );
  // sharp gives how far the picture moved, which is to the left and up.
  return { left: -(info.cropOffsetLeft ?? 0), top: -(info.cropOffsetTop ?? 0), ...size };
}
