import { area, isSameSize, type Size } from '../geometry/region.ts';
import type { Pixels } from '../raster/pixels.ts';
import { sharpPass, type SharpContext } from '../raster/sharp-pass.ts';
import { lazy } from '../util/lazy.ts';

/** An image at one of its sizes. */
export type ImageAtSize = (size: Size) => Promise<Pixels>;

/**
 * An image at several sizes. Each is made once, when it is first asked for, from the smallest larger one, and the
 * largest from the full image: many sizes then cost little more than the largest. A size larger than the original is
 * made from the full image too, and nothing is made from it.
 */
export function resizePyramid(
  fullImage: () => Promise<Pixels>,
  original: Size,
  sizes: readonly Size[],
  context: SharpContext,
): ImageAtSize {
  const levels: { readonly size: Size; readonly make: () => Promise<Pixels> }[] = [];
  for (const size of sizes.toSorted((a, b) => area(b) - area(a))) {
    if (levels.some((level) => isSameSize(level.size, size))) continue;
    const from =
      levels.findLast((level) => covers(original, level.size) && covers(level.size, size))?.make ??
      fullImage;
    levels.push({
      size,
      make: lazy(async () => context.buffers.keep(await resizeTo(await from(), size, context))),
    });
  }
  return async (size) => {
    const level = levels.find((each) => isSameSize(each.size, size));
    if (!level) throw new RangeError(`no level of ${size.width} x ${size.height} is planned`);
    return level.make();
  };
}

const covers = (larger: Size, smaller: Size): boolean =>
  larger.width >= smaller.width && larger.height >= smaller.height;

const resizeTo = async (pixels: Pixels, size: Size, context: SharpContext): Promise<Pixels> =>
  isSameSize(pixels, size)
    ? pixels
    : sharpPass(pixels, context, (image) => image.resize({ ...size, fit: 'fill' }));
