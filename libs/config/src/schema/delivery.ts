import * as z from 'zod';
import { atMostAnHour, bytes, duration, perDay, pixels } from './units.ts';

const SIDE = 'write a whole number from 1 to 16383';

/** Schema of the limits on renditions that are made on request. */
export const delivery = z.strictObject({
  /** Maximum pixels of a side of such a rendition. */
  maxSide: z.int(SIDE).min(1, SIDE).max(16_383, SIDE).default(4_096),
  /** Maximum pixels of such a rendition: width x height. */
  maxPixels: pixels.default(16_000_000),
  /** Maximum time to make one, in seconds, and maximum CPU time. */
  timeout: atMostAnHour.default(10),
  /** Maximum renditions of one image that are kept at once; each format is one. */
  perImage: z.int().min(1).default(200),
  /** Maximum renditions that are made of the images of one owner in a day of UTC. */
  perOwner: perDay.default(2_000),
  /** Maximum renditions that are made in a day of UTC. */
  perDay: perDay.default(50_000),
  /** Time to keep a rendition whose recipe was in its address, in seconds from its last use. */
  keep: duration.default(90 * 86_400),
  /** Maximum bytes of those renditions on one machine: the least recently used ones make room. */
  keepBytes: bytes.default(10_000_000_000),
});
