import { area, isSame, type Size } from '../geometry/region.ts';
import { once } from '../util/lazy.ts';
import { pass, type Job } from '../raster/sharp-pass.ts';
import type { Pixels } from '../raster/raster.ts';

/** The same picture at one of its sizes. */
export type PictureAt = (size: Size) => Promise<Pixels>;

/**
 * A picture at several sizes: each is made once, when it is first asked for, and from the smallest larger one; the
 * largest from the whole. That is what makes many sizes cost little more than the largest. What is larger than the
 * original is made from the whole too, and nothing is made from it.
 */
export function ladder(
  whole: () => Promise<Pixels>,
  original: Size,
  sizes: readonly Size[],
  job: Job,
): PictureAt {
  const rungs: { readonly size: Size; readonly make: () => Promise<Pixels> }[] = [];
  for (const size of sizes.toSorted((a, b) => area(b) - area(a))) {
    if (rungs.some((rung) => isSame(rung.size, size))) continue;
    const from =
      rungs.findLast(({ size: its }) => covers(original, its) && covers(its, size))?.make ?? whole;
    rungs.push({
      size,
      make: once(async () => job.held.keep(await scale(await from(), size, job))),
    });
  }
  return async (size) => {
    const rung = rungs.find((each) => isSame(each.size, size));
    if (!rung) throw new RangeError('that size is none of the sizes');
    return rung.make();
  };
}

const covers = (larger: Size, smaller: Size): boolean =>
  larger.width >= smaller.width && larger.height >= smaller.height;

const scale = async (pixels: Pixels, size: Size, job: Job): Promise<Pixels> =>
  isSame(pixels, size)
    ? pixels
    : pass(pixels, job, (image) => image.resize({ ...size, fit: 'fill' }));
