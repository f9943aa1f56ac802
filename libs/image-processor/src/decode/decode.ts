import sharp, { type Sharp } from 'sharp';
import type { Strategy } from '../geometry/position.ts';
import { decodeFailure } from '../errors.ts';
import { isSame, type Region } from '../geometry/region.ts';
import { grows } from '../source/svg.ts';
import type { Header } from '../inspect.ts';
import type { Job } from '../raster/sharp-pass.ts';
import type { Recipe } from '../recipe.ts';
import { open } from '../raster/sharp-input.ts';
import { UPRIGHT } from '../raster/orientation.ts';
import { eachFrame, pixelsOf, type Pixels } from '../raster/raster.ts';
import { told } from '../raster/sharp-retry.ts';
import type { Scope } from '../plan/decode-window.ts';
import type { Limits } from '../types.ts';
import { convert } from '../raster/color-conversion.ts';
import { timeout } from '../raster/timeout.ts';

interface DecodeParams {
  /** Of an animation all. */
  readonly scope: Scope;
  /** The part of that which is asked for: of an animation all. */
  readonly part: Region;
  /** How a part of that size is looked for, wherever it is. */
  readonly focus?: Strategy | undefined;
  /** All frames, or the first. */
  readonly animated: boolean;
  readonly colour: Recipe['colour'];
  readonly job: Job;
}

/**
 * 'error' refuses what is broken or cut short ('truncated' lets the end of a TIFF be missing); sharp's own 'warning' would
 * also refuse the stray bytes that cameras leave in sound JPEGs.
 */
const toDecode = ({ maxPixels }: Limits) =>
  ({ failOn: 'error', limitInputPixels: maxPixels }) as const;

/**
 * Decodes a part of the original to upright pixels of the given size and colours, shrinking while it loads where the format
 * can, and no region is cut out before.
 */
export async function decode(
  bytes: Uint8Array,
  header: Header,
  params: DecodeParams,
): Promise<Pixels> {
  const { facts, metadata } = header;
  const { signal } = params.job;
  // Outside, for what sharp says of how it is asked is not the image's fault.
  const image = decoding(bytes, header, params).raw();
  try {
    const made = await told(() => image.toBuffer({ resolveWithObject: true }), signal);
    return params.animated
      ? await upright(pixelsOf(made, facts.frames), metadata.orientation ?? 1, signal)
      : pixelsOf(made, 1);
  } catch (error) {
    throw decodeFailure(facts.format, error);
  }
}

/** What sharp is asked for, before it is said what comes of it. */
export function decoding(
  bytes: Uint8Array,
  { facts, metadata }: Header,
  { scope: { region, size }, part, focus, animated, colour, job: { limits } }: DecodeParams,
): Sharp {
  const turned = animated && (metadata.orientation ?? 1) > 4;
  const stored = turned ? { width: size.height, height: size.width } : size;
  const framed = focus
    ? ({ width: part.width, height: part.height, fit: 'cover', position: focus } as const)
    : ({ ...stored, fit: 'fill' } as const);
  // What is cut out before it is resized is decoded at its own size.
  const isCut = !isSame(region, facts) || !grows(facts.format, bytes);
  const image = sharp(bytes, { ...toDecode(limits), animated });
  if (isCut) image.autoOrient().extract(region);
  image.resize(framed).timeout(timeout(limits));
  if (!focus && !isSame(part, size)) image.extract(part);
  // After that: where sharp is to turn before it cuts, it shrinks nothing while it loads.
  if (!animated && !isCut) image.autoOrient();
  convert(image, metadata, colour);
  return image;
}

/** Makes an animation upright, frame by frame, because libvips cannot turn more than one. */
async function upright(pixels: Pixels, orientation: number, signal: AbortSignal): Promise<Pixels> {
  const turn = UPRIGHT[orientation];
  if (!turn) return pixels;
  return eachFrame(pixels, async (frame) => {
    const image = turn(open(frame)).raw();
    return pixelsOf(await told(() => image.toBuffer({ resolveWithObject: true }), signal), 1);
  });
}
