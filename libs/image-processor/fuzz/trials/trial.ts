import * as z from 'zod';
import { OUTPUT_FORMATS } from '../../src/formats.ts';
import { recipe } from '../../src/recipe/recipe.ts';
import type { Limits } from '../../src/source/facts.ts';

const someBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'not bytes');

/** An original and what is asked of it. */
export const trial = z.object({
  bytes: someBytes,
  variants: z.record(z.string(), recipe),
  formats: z.array(z.enum(OUTPUT_FORMATS)).readonly(),
  /** In which process: as the library decides, in one of its own, or in that of the trials, to try thousands. */
  where: z.enum(['as usual', 'isolated', 'here']).default('as usual'),
  limits: z.object({
    maxBytes: z.number(),
    maxPixels: z.number(),
    maxFrames: z.number(),
    timeout: z.number(),
  }),
});
export type Trial = z.input<typeof trial>;

/** The image that recipes of trials may name for a watermark. */
export const LOGO = 'logo';

/** What hostile files are tried with: small, so that whatever does not keep to them stands out. */
export const LIMITS: Limits = {
  maxBytes: 20_000_000,
  maxPixels: 4_000_000,
  maxFrames: 100,
  timeout: 20,
};

/** What the process of trials says first. */
export const READY = 'ready';

/** The most bytes that were resident at once; `undefined` where the system does not say. */
const peak = z.number().optional();
/** What a process says of a trial that it has survived. */
export const answer = z.discriminatedUnion('ended', [
  z.object({
    ended: z.literal('rendered'),
    renditions: z.array(z.object({ format: z.enum(OUTPUT_FORMATS), data: someBytes })),
    peak,
  }),
  z.object({ ended: z.literal('refused'), code: z.string(), message: z.string(), peak }),
  z.object({ ended: z.literal('failed'), says: z.string(), peak }),
]);
export type Answer = z.output<typeof answer>;

/** How a trial ended: in renditions, an `ImageError`, another error, the death of its process, or not at all. */
export type Verdict =
  | Answer
  | { readonly ended: 'died'; readonly how: string; readonly says: string }
  | { readonly ended: 'hung'; readonly seconds: number };

/** What is wrong with the way a trial ended, or `undefined`. */
export function faultOf(verdict: Verdict, { maxPixels }: Limits): string | undefined {
  if (verdict.ended === 'failed') return `not an ImageError: ${verdict.says}`;
  if (verdict.ended === 'died') return `its process died (${verdict.how}): ${verdict.says}`;
  if (verdict.ended === 'hung') return `it was still at work after ${verdict.seconds} seconds`;
  // Two processes with all that they keep for the next, and about twice what a render of so many pixels holds.
  const most = 800_000_000 + 100 * maxPixels;
  const { peak = 0 } = verdict;
  return peak > most ? `it took ${megabytes(peak)}, the most is ${megabytes(most)}` : undefined;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
