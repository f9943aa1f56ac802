import type { OutputInfo, Sharp, TimeoutOptions } from 'sharp';
import { encodeFailure } from '../errors.ts';
import type { BufferPool } from './buffer-pool.ts';
import { pixelsOf, type Pixels } from './pixels.ts';
import { sharpInput } from './sharp-input.ts';
import { withLibvipsRetry } from './sharp-retry.ts';

/** The bounds of sharp's operations in one render, and the buffers that it keeps. */
export interface SharpContext {
  readonly timeout: TimeoutOptions;
  readonly signal: AbortSignal;
  readonly buffers: BufferPool;
}

type Chain = (image: Sharp) => Sharp;

/** Runs one chain of sharp over pixels, all frames at once. */
export async function sharpPass(
  pixels: Pixels,
  context: SharpContext,
  chain: Chain,
): Promise<Pixels> {
  return pixelsOf(await rawPass(pixels, context, chain), pixels.frames);
}

/** Runs one chain of sharp over pixels, and returns its raw output with sharp's info about it. */
export async function rawPass(
  pixels: Pixels,
  { timeout, signal }: SharpContext,
  chain: Chain,
): Promise<{ data: Buffer; info: OutputInfo }> {
  const operation = () =>
    chain(sharpInput(pixels)).timeout(timeout).raw().toBuffer({ resolveWithObject: true });
  try {
    return await withLibvipsRetry(operation, signal);
  } catch (error) {
    throw encodeFailure('an image', error);
  }
}
