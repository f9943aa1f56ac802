/** What encoding at a quality gave. */
export interface Attempt {
  readonly data: Buffer;
  /** 1 to 100. */
  readonly quality: number;
}

/** An attempt that was looked at: how like its pixels it is. */
export interface Scored extends Attempt {
  readonly score: number;
}

/** The most encodes of one rendition in search of a score. */
const MOST_ATTEMPTS = 4;

/** This far above the target is close enough: no fewer bytes are worth another encode. */
const CLOSE = 1.5;

/** Points of score for each step of quality, where only one attempt is known. */
const USUAL_SLOPE = 0.8;

/**
 * The least quality whose score reaches the target, in at most four attempts. The first is where pictures mostly
 * reach it, the next where a line through the last two does. Where none reaches it, the last is the highest quality
 * there is.
 */
export async function leastQuality(
  attempt: (quality: number) => Promise<Scored>,
  target: number,
  start: number,
): Promise<Scored> {
  let quality = start;
  let slope = USUAL_SLOPE;
  let [failing, passing]: (Scored | undefined)[] = [];
  for (let left = MOST_ATTEMPTS - 1; ; left -= 1) {
    const last = passing ?? failing;
    const made = await attempt(quality);
    if (last) slope = Math.max(0.1, (made.score - last.score) / (made.quality - last.quality));
    if (made.score < target) failing = made;
    else passing = made;

    const least = (failing?.quality ?? 0) + 1;
    const most = (passing?.quality ?? 101) - 1;
    const close = passing !== undefined && passing.score <= target + CLOSE;
    if (left === 0 || least > most || close) return passing ?? made;
    const steps = Math.ceil((target + CLOSE / 2 - made.score) / slope);
    quality = !passing && left === 1 ? most : Math.min(Math.max(made.quality + steps, least), most);
  }
}

/**
 * The highest quality, up to that of the attempt there is, whose file has no more than so many bytes; found by
 * halving what is left. Where even the lowest has more, that one.
 */
export async function mostQuality(
  attempt: (quality: number) => Promise<Attempt>,
  maxBytes: number,
  highest: Attempt,
): Promise<Attempt> {
  if (highest.data.length <= maxBytes) return highest;
  let made = highest;
  let fitting: Attempt | undefined;
  let [least, most] = [1, highest.quality - 1];
  while (least <= most) {
    made = await attempt(Math.floor((least + most) / 2));
    if (made.data.length <= maxBytes) {
      fitting = made;
      least = made.quality + 1;
    } else {
      most = made.quality - 1;
    }
  }
  return fitting ?? made;
}
