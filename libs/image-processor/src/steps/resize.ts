import type { Sharp } from 'sharp';
import type { Framing } from '../framing.ts';
import type { ResizeParams } from './resize-params.ts';

const TRANSPARENT = '#00000000';

/** Puts a picture, which may be a smaller copy of the original, into the frame worked out for the original. */
export function resize(
  image: Sharp,
  { fit, position, background = TRANSPARENT, enlarge }: ResizeParams,
  { picture, canvas }: Framing,
): Sharp {
  const whole = picture.width === canvas.width && picture.height === canvas.height;
  // The size is settled, so nothing is left to fit: `fill` cannot round a side differently again.
  if (whole) return image.resize({ ...picture, fit: 'fill' });
  if (fit === 'contain') {
    return image.resize({ ...canvas, fit, position, background, withoutEnlargement: !enlarge });
  }
  return image.resize({ ...canvas, fit: 'cover', position });
}

/** Where `cover` cuts, in pixels of the scaled picture. */
export interface Crop {
  readonly left: number;
  readonly top: number;
}

/** Whether the position depends on what is in the picture. */
export const isStrategy = ({ position }: ResizeParams): boolean =>
  position === 'entropy' || position === 'attention';

/** Where `cover` cuts a still picture. */
export async function findCrop(
  image: Sharp,
  params: ResizeParams,
  framing: Framing,
): Promise<Crop> {
  const { info } = await resize(image, params, framing).raw().toBuffer({ resolveWithObject: true });
  // sharp gives how far the picture moved, which is to the left and up.
  return { left: -(info.cropOffsetLeft ?? 0), top: -(info.cropOffsetTop ?? 0) };
}

export const resizeAndCrop = (image: Sharp, { picture, canvas }: Framing, crop: Crop): Sharp =>
  image.resize({ ...picture, fit: 'fill' }).extract({ ...crop, ...canvas });
