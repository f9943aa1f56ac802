import sharp, { type Sharp } from 'sharp';
import type { Pixels } from './pixels.ts';

/** Opens raw pixels with sharp, without a copy. */
export function sharpInput({ data, width, height, channels, frames }: Pixels): Sharp {
  const raw = { width, height: height * frames, channels };
  if (frames === 1) return sharp(data, { raw, limitInputPixels: false });
  return sharp(data, {
    raw: { ...raw, pageHeight: height },
    animated: true,
    limitInputPixels: false,
  });
}
