import sharp, { type Sharp } from 'sharp';
import type { Pixels } from './raster.ts';

/** A picture to work on. Nothing is copied. */
export function open({ data, width, height, channels, frames }: Pixels): Sharp {
  const raw = { width, height: height * frames, channels };
  if (frames === 1) return sharp(data, { raw, limitInputPixels: false });
  return sharp(data, {
    raw: { ...raw, pageHeight: height },
    animated: true,
    limitInputPixels: false,
  });
}
