import type { OutputInfo } from 'sharp';
import { isSameSize, type Region, type Size } from '../geometry/region.ts';

/** Raw pixels: upright, 8 bits a channel, RGB or RGBA; the frames of an animation one below the other. */
export interface Pixels extends Size {
  readonly data: Buffer;
  readonly channels: 3 | 4;
  readonly frames: number;
}

/** Raw output of sharp, which has the rows of all frames one below the other. */
export function pixelsOf(
  { data, info }: { readonly data: Buffer; readonly info: OutputInfo },
  frames: number,
): Pixels {
  return {
    data,
    width: info.width,
    height: info.height / frames,
    channels: channelsOf(info),
    frames,
  };
}

/** True if any pixel of any frame is not fully opaque. */
export function hasTransparency({ data, channels }: Pixels): boolean {
  if (channels === 3) return false;
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}

/** The first frame, without a copy. */
export const firstFrame = (pixels: Pixels): Pixels =>
  pixels.frames === 1 ? pixels : frameOf(pixels, 0);

/** Maps each frame by itself, as a still image. */
export async function eachFrame(
  pixels: Pixels,
  map: (frame: Pixels) => Promise<Pixels>,
): Promise<Pixels> {
  if (pixels.frames === 1) return map(pixels);
  const mapped: Pixels[] = [];
  for (let frame = 0; frame < pixels.frames; frame += 1) {
    mapped.push(await map(frameOf(pixels, frame)));
  }
  const [first = pixels] = mapped;
  return { ...first, data: Buffer.concat(mapped.map(({ data }) => data)), frames: mapped.length };
}

/** Maps all frames as one tall still image: for operations that look at single pixels only. */
export async function allFrames(
  pixels: Pixels,
  map: (all: Pixels) => Promise<Pixels>,
): Promise<Pixels> {
  const { height, frames } = pixels;
  return { ...(await map({ ...pixels, height: height * frames, frames: 1 })), height, frames };
}

/** Copies a region of every frame; returns the same pixels where it is the whole image. */
export function extractRegion(pixels: Pixels, region: Region): Pixels {
  if (isSameSize(region, pixels)) return pixels;
  const { channels, frames } = pixels;
  const row = region.width * channels;
  const data = Buffer.allocUnsafe(row * region.height * frames);
  for (let frame = 0; frame < frames; frame += 1) {
    for (let y = 0; y < region.height; y += 1) {
      const line = frame * pixels.height + region.top + y;
      const from = (line * pixels.width + region.left) * channels;
      pixels.data.copy(data, (frame * region.height + y) * row, from, from + row);
    }
  }
  return { data, width: region.width, height: region.height, channels, frames };
}

function frameOf(pixels: Pixels, frame: number): Pixels {
  const { data, width, height, channels } = pixels;
  const bytes = width * height * channels;
  return { ...pixels, data: data.subarray(frame * bytes, (frame + 1) * bytes), frames: 1 };
}

function channelsOf({ channels }: OutputInfo): 3 | 4 {
  if (channels === 3 || channels === 4) return channels;
  throw new Error(`expected pixels with 3 or 4 channels, got ${channels}`);
}
