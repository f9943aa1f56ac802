import type { OutputInfo, Sharp } from 'sharp';
import { encodeFailure } from '../errors.ts';
import type { Held } from './buffer-pool.ts';
import { open } from './sharp-input.ts';
import type { Materials } from '../overlay/overlay.ts';
import { pixelsOf, type Pixels } from './raster.ts';
import { timeout } from './timeout.ts';
import { told } from './sharp-retry.ts';
import type { Limits } from '../types.ts';

/** What all work of one render has in common. */
export interface Job {
  readonly limits: Limits;
  readonly materials: Materials;
  readonly signal: AbortSignal;
  readonly held: Held;
}

type Ask = (image: Sharp) => Sharp;

/** One pass of sharp over a picture, all of its frames at once. */
export async function pass(pixels: Pixels, job: Job, ask: Ask): Promise<Pixels> {
  return pixelsOf(await run(pixels, job, ask), pixels.frames);
}

/** The same for what sharp says of it, rather than what it makes. */
export async function run(
  pixels: Pixels,
  { limits, signal }: Job,
  ask: Ask,
): Promise<{ data: Buffer; info: OutputInfo }> {
  const working = () =>
    ask(open(pixels)).timeout(timeout(limits)).raw().toBuffer({ resolveWithObject: true });
  try {
    return await told(working, signal);
  } catch (error) {
    throw encodeFailure('a picture', error);
  }
}
