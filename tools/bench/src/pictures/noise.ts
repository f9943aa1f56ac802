import sharp, { type Sharp } from 'sharp';
import { randomFrom } from './random.ts';
import type { Size } from './size.ts';

/** The share of noise that differs between channels. In photos most noise is luminance. */
const CHROMA = 0.2;

/** Random grays, slightly colored. A strength of 0 is mid-gray everywhere, 1 uses the whole range. */
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

/** The same with spots of several pixels instead of single pixels. */
export function spots(size: Size, spot: number, seed: number, strength: number): Sharp {
  const coarse = {
    width: Math.max(2, Math.round(size.width / spot)),
    height: Math.max(2, Math.round(size.height / spot)),
  };
  return noise(coarse, seed, strength).resize({ ...size, fit: 'fill', kernel: 'cubic' });
}
