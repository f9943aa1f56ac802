/** An encoded file, and the quality that it was encoded with. */
export interface Attempt {
  readonly data: Buffer;
  /** 1 to 100. */
  readonly quality: number;
}

/** An attempt with its score relative to its pixels. */
export interface Scored extends Attempt {
  readonly score: number;
}

/** The most encodes of one rendition in search of a score. */
const MAX_ATTEMPTS = 4;

/** Points above the target that are close enough: the bytes to save are not worth another encode. */
const TOLERANCE = 1.5;

/**
 * The lowest quality whose score reaches the target, in at most four attempts. The first is where images usually
 * reach it, the next ones where a line does: through the last two attempts, or through one that fails and one that
 * passes. Where none reaches it, the last attempt is the highest quality there is.
 */
export async function lowestReaching(
  attempt: (quality: number) => Promise<Scored>,
  target: number,
  start: number,
): Promise<Scored> {
  let quality = start;
  let [failing, passing]: (Scored | undefined)[] = [];
  for (let left = MAX_ATTEMPTS - 1; ; left -= 1) {
    const last = passing ?? failing;
    const made = await attempt(quality);
    if (made.score < target) failing = made;
    else passing = made;

    const least = (failing?.quality ?? 0) + 1;
    const most = (passing?.quality ?? 101) - 1;
    const isClose = passing !== undefined && passing.score <= target + TOLERANCE;
    if (left === 0 || least > most || isClose) return passing ?? made;

    const [from, other] = failing && passing ? [passing, failing] : [made, last];
    const slope = other ? slopeBetween(from, other) : usualSlope(from.score, target);
    // After two failures overshoot: if the third fails too, only the highest quality is sure to pass.
    const stride = !passing && left === 2 ? 2 : 1;
    const place = placeOf(from.quality) + (stride * (target + TOLERANCE / 2 - from.score)) / slope;
    const next = !passing && left === 1 ? most : Math.ceil(qualityAt(place));
    quality = Math.min(Math.max(next, least), most);
  }
}

/**
 * The place of a quality on a scale on which scores grow about evenly, for JPEG, WebP and AVIF alike: the first
 * qualities are far apart, those in the middle close together, and the last a little less so.
 */
const placeOf = (quality: number): number => Math.log(quality / (120 - quality));
const qualityAt = (place: number): number => 120 / (1 + Math.exp(-place));

/** Points of score per unit of that scale. */
const slopeBetween = (one: Scored, other: Scored): number =>
  Math.max(2, (one.score - other.score) / (placeOf(one.quality) - placeOf(other.quality)));

/** The same for a single attempt: scores grow more slowly the nearer they are to 100. */
const usualSlope = (score: number, target: number): number => 0.4 * (100 - (score + target) / 2);

/**
 * The highest quality, up to that of the given attempt, whose file has at most `maxBytes`, by bisection. Where even
 * the lowest has more, the smallest file that was made.
 */
export async function highestFitting(
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
