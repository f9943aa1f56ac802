import sharp, { type Sharp } from 'sharp';
import { decodeFailure } from '../errors.ts';
import type { Size } from '../geometry.ts';
import type { Header } from '../inspect.ts';
import type { Job } from '../pass.ts';
import type { Recipe } from '../recipe.ts';
import { open } from '../open.ts';
import { eachFrame, pixelsOf, type Pixels } from '../pixels.ts';
import { told } from '../told.ts';
import type { Limits } from '../types.ts';
import { timeout } from './timeout.ts';
import { UPRIGHT } from './turn.ts';

interface DecodeParams {
  /** Of one frame. */
  readonly size: Size;
  /** All frames, or the first. */
  readonly animated: boolean;
  readonly colour: Recipe['colour'];
  readonly job: Job;
}

/**
 * 'error' refuses what is broken or cut short ('truncated' lets the end of a TIFF be missing); sharp's own 'warning' would
 * also refuse the stray bytes that cameras leave in sound JPEGs.
 */
export const toDecode = ({ maxPixels }: Limits) =>
  ({ failOn: 'error', limitInputPixels: maxPixels }) as const;

/**
 * Decodes the original to upright pixels of the given size and colours, shrinking while it loads where the format can.
 */
export async function decode(
  bytes: Uint8Array,
  { facts, metadata }: Header,
  { size, animated, colour, job: { limits, signal } }: DecodeParams,
): Promise<Pixels> {
  const { orientation = 1 } = metadata;
  const turned = animated && orientation > 4;
  const stored = turned ? { width: size.height, height: size.width } : size;
  const options = { ...toDecode(limits), animated, autoOrient: !animated };
  // Outside, for what sharp says of how it is asked is not the image's fault.
  const image = sharp(bytes, options)
    .resize({ ...stored, fit: 'fill' })
    .timeout(timeout(limits))
    .raw();
  colourTo(colour, image, metadata);
  try {
    const made = await told(() => image.toBuffer({ resolveWithObject: true }), signal);
    return animated ? await upright(pixelsOf(made, facts.frames), orientation) : pixelsOf(made, 1);
  } catch (error) {
    throw decodeFailure(facts.format, error);
  }
}

function colourTo(
  colour: Recipe['colour'],
  image: Sharp,
  { space, hasProfile }: Header['metadata'],
): void {
  if (colour === 'keep') image.keepIccProfile();
  // sharp works in sRGB, which has no room for richer colours, unless it works with 16 bits; then it works in P3, and
  // takes colours without a profile for P3 too.
  if (colour === 'p3') {
    if (hasProfile && space === 'srgb') image.pipelineColourspace('rgb16');
    image.withIccProfile('p3');
  }
  // 16-bit colours with a profile are P3 then, and raw pixels have no profile that says so.
  if (colour === 'srgb' && space === 'rgb16' && hasProfile) image.withIccProfile('srgb');
}

/** Makes an animation upright, frame by frame, because libvips cannot turn more than one. */
async function upright(pixels: Pixels, orientation: number): Promise<Pixels> {
  const turn = UPRIGHT[orientation];
  if (!turn) return pixels;
  return eachFrame(pixels, async (frame) =>
    pixelsOf(await turn(open(frame)).raw().toBuffer({ resolveWithObject: true }), 1),
  );
}
