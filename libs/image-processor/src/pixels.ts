import type { OutputInfo } from 'sharp';
import { isSame, type Region, type Size } from './geometry.ts';

/** A decoded picture: upright, 8 bits a channel, with alpha if there are four; frames one below the other. */
export interface Pixels extends Size {
  readonly data: Buffer;
  readonly channels: 3 | 4;
  readonly frames: number;
}

/** What sharp gives as raw, whose rows of all frames are one below the other. */
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

/** Tells if any pixel of any frame is not fully opaque. An alpha channel alone is no transparency. */
export function hasTransparency({ data, channels }: Pixels): boolean {
  if (channels === 3) return false;
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}

/** The first frame alone, without copying it. */
export const firstFrame = (pixels: Pixels): Pixels =>
  pixels.frames === 1 ? pixels : frameOf(pixels, 0);

/** Does the same to each frame by itself, as if it were a picture of its own. */
export async function eachFrame(
  pixels: Pixels,
  work: (frame: Pixels) => Promise<Pixels>,
): Promise<Pixels> {
  if (pixels.frames === 1) return work(pixels);
  const done: Pixels[] = [];
  for (let frame = 0; frame < pixels.frames; frame += 1) {
    done.push(await work(frameOf(pixels, frame)));
  }
  const [first = pixels] = done;
  return { ...first, data: Buffer.concat(done.map(({ data }) => data)), frames: done.length };
}

/** All frames one below the other, as one still picture: for work that looks at single pixels only. */
export async function allFrames(
  pixels: Pixels,
  work: (all: Pixels) => Promise<Pixels>,
): Promise<Pixels> {
  const { height, frames } = pixels;
  return { ...(await work({ ...pixels, height: height * frames, frames: 1 })), height, frames };
}

/** A part of every frame; the picture itself where the part is the whole of it. */
export function cut(pixels: Pixels, region: Region): Pixels {
  if (isSame(region, pixels)) return pixels;
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
