import sharp, { type Sharp } from 'sharp';
import { randomFrom } from './random.ts';
import type { Size } from './size.ts';

/** How much of the noise differs from channel to channel. In photos most of it is brightness. */
const CHROMA = 0.2;

/** Each pixel another gray, slightly colored. 0 gives all of them the middle one, 1 uses the whole range. */
export function noise({ width, height }: Size, seed: number, strength: number): Sharp {
  const random = randomFrom(seed);
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 3) {
    const light = random() - 0.5;
    for (let channel = 0; channel < 3; channel += 1) {
      const shade = (1 - CHROMA) * light + CHROMA * (random() - 0.5);
      pixels[at + channel] = 128 + Math.trunc(255 * strength * shade);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** The same with spots of so many pixels instead of pixels. */
export function spots(size: Size, spot: number, seed: number, strength: number): Sharp {
  const coarse = {
    width: Math.max(2, Math.round(size.width / spot)),
    height: Math.max(2, Math.round(size.height / spot)),
  };
  return noise(coarse, seed, strength).resize({ ...size, fit: 'fill', kernel: 'cubic' });
}
