import sharp, { type OutputInfo, type Sharp } from 'sharp';
import type { Size } from './framing.ts';

/** A decoded picture: upright, 8-bit sRGB, with alpha if there are four channels; frames one below the other. */
export interface Pixels extends Size {
  readonly data: Buffer;
  readonly channels: 3 | 4;
  readonly frames: number;
}

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

/** Does the work that was asked of the picture. */
export async function pixelsOf(image: Sharp, frames: number): Promise<Pixels> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return {
    data,
    width: info.width,
    height: info.height / frames,
    channels: channelsOf(info),
    frames,
  };
}

/** The first frame alone, without copying it. */
export function firstFrame(pixels: Pixels): Pixels {
  const { data, width, height, channels } = pixels;
  return { ...pixels, data: data.subarray(0, width * height * channels), frames: 1 };
}

function channelsOf({ channels }: OutputInfo): 3 | 4 {
  if (channels === 3 || channels === 4) return channels;
  throw new Error(`expected pixels with 3 or 4 channels, got ${channels}`);
}
