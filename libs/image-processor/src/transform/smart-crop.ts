import type { Strategy } from '../geometry/position.ts';
import type { Size } from '../geometry/region.ts';
import { extractRegion, firstFrame, pixelsOf, type Pixels } from '../raster/pixels.ts';
import { rawPass, type SharpContext } from '../raster/sharp-pass.ts';

/** Crops an image to the part of this size that a strategy finds: in its first frame, because libvips takes still images only. */
export async function smartCrop(
  image: Pixels,
  strategy: Strategy,
  size: Size,
  context: SharpContext,
): Promise<Pixels> {
  const made = await rawPass(firstFrame(image), context, (chain) =>
    chain.resize({ ...size, fit: 'cover', position: strategy }),
  );
  if (image.frames === 1) return pixelsOf(made, 1);
  // sharp's offsets are those of the image, hence negative.
  const { cropOffsetLeft = 0, cropOffsetTop = 0 } = made.info;
  return extractRegion(image, { left: -cropOffsetLeft, top: -cropOffsetTop, ...size });
}
