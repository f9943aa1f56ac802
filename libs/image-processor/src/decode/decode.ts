import sharp, { type Sharp } from 'sharp';
import { decodeFailure } from '../errors.ts';
import type { Strategy } from '../geometry/position.ts';
import { isSameSize, type Region } from '../geometry/region.ts';
import type { ColorSpace } from '../params/color-space.ts';
import type { DecodeWindow } from '../plan/decode-window.ts';
import { convertColors } from '../raster/color-conversion.ts';
import { UPRIGHT } from '../raster/orientation.ts';
import { eachFrame, pixelsOf, type Pixels } from '../raster/pixels.ts';
import { sharpInput } from '../raster/sharp-input.ts';
import { withLibvipsRetry } from '../raster/sharp-retry.ts';
import type { RenderContext } from '../render-context.ts';
import type { Limits } from '../source/facts.ts';
import type { Header } from '../source/header.ts';
import { hasIntrinsicSize } from '../source/svg.ts';

interface DecodeParams {
  /** The window of the original; of an animation, the whole image. */
  readonly window: DecodeWindow;
  /** The part of the window to decode; of an animation, all of it. */
  readonly part: Region;
  /** The strategy that finds a part of that size, wherever it is. */
  readonly strategy?: Strategy | undefined;
  /** All frames, or the first. */
  readonly animated: boolean;
  readonly colorSpace: ColorSpace;
  readonly context: Pick<RenderContext, 'limits' | 'signal' | 'timeout'>;
}

/**
 * 'error' refuses damaged and truncated files ('truncated' accepts a TIFF without its end); sharp's default 'warning'
 * would also refuse the stray bytes that cameras leave in sound JPEGs.
 */
const decoderOptions = ({ maxPixels }: Limits) =>
  ({ failOn: 'error', limitInputPixels: maxPixels }) as const;

/**
 * Decodes a part of the original to upright pixels of the window's size, in a color space. It shrinks on load where the
 * format can and no region is extracted before. Throws an `ImageError` if the file is damaged.
 */
export async function decode(
  bytes: Uint8Array,
  header: Header,
  params: DecodeParams,
): Promise<Pixels> {
  const { facts, metadata } = header;
  const { signal } = params.context;
  // Outside of `try`: an error about wrong options is not the image's fault.
  const image = decodeChain(bytes, header, params).raw();
  try {
    const made = await withLibvipsRetry(() => image.toBuffer({ resolveWithObject: true }), signal);
    return params.animated
      ? await upright(pixelsOf(made, facts.frames), metadata.orientation ?? 1, signal)
      : pixelsOf(made, 1);
  } catch (error) {
    throw decodeFailure(facts.format, error);
  }
}

/** The chain of sharp that decodes, before its output is chosen. */
export function decodeChain(
  bytes: Uint8Array,
  { facts, metadata }: Header,
  {
    window: { region, size },
    part,
    strategy,
    animated,
    colorSpace,
    context: { limits, timeout },
  }: DecodeParams,
): Sharp {
  const sideways = animated && (metadata.orientation ?? 1) > 4;
  const stored = sideways ? { width: size.height, height: size.width } : size;
  const resize = strategy
    ? ({ width: part.width, height: part.height, fit: 'cover', position: strategy } as const)
    : ({ ...stored, fit: 'fill' } as const);
  // A region that is extracted before the resize is decoded at its own size.
  const isExtracted = !isSameSize(region, facts) || !hasIntrinsicSize(facts.format, bytes);
  const image = sharp(bytes, { ...decoderOptions(limits), animated });
  if (isExtracted) image.autoOrient().extract(region);
  image.resize(resize).timeout(timeout);
  if (!strategy && !isSameSize(part, size)) image.extract(part);
  // After `extract`: where sharp orients before it extracts, it does not shrink on load.
  if (!animated && !isExtracted) image.autoOrient();
  convertColors(image, metadata, colorSpace);
  return image;
}

/** Makes an animation upright frame by frame, because libvips cannot rotate several frames at once. */
async function upright(pixels: Pixels, orientation: number, signal: AbortSignal): Promise<Pixels> {
  const turn = UPRIGHT[orientation];
  if (!turn) return pixels;
  return eachFrame(pixels, async (frame) => {
    const image = turn(sharpInput(frame)).raw();
    const made = await withLibvipsRetry(() => image.toBuffer({ resolveWithObject: true }), signal);
    return pixelsOf(made, 1);
  });
}
