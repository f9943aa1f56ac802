import * as z from 'zod';
import { OUTPUT_FORMATS } from '../../src/formats.ts';
import { recipe } from '../../src/recipe/recipe.ts';
import type { Limits } from '../../src/source/facts.ts';

const someBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'not bytes');

/** An original, and the options to render it with. */
export const trial = z.object({
  bytes: someBytes,
  variants: z.record(z.string(), recipe),
  formats: z.array(z.enum(OUTPUT_FORMATS)).readonly(),
  /** The process: decided by the library, isolated, or that of the trials, for thousands of them. */
  where: z.enum(['as usual', 'isolated', 'here']).default('as usual'),
  limits: z.object({
    maxBytes: z.number(),
    maxPixels: z.number(),
    maxFrames: z.number(),
    timeout: z.number(),
    cpuTime: z.exactOptional(z.number()),
  }),
});
export type Trial = z.input<typeof trial>;

/** The image that recipes of trials may name for a watermark. */
export const LOGO = 'logo';

/** Limits for hostile files: low, so that a violation stands out. */
export const LIMITS: Limits = {
  maxBytes: 20_000_000,
  maxPixels: 4_000_000,
  maxFrames: 100,
  timeout: 20,
};

/** The first message of the process of trials. */
export const READY = 'ready';

/** Peak of resident memory in bytes; `undefined` where the system does not report it. */
const peak = z.number().optional();
/** The report of a process that survived a trial. */
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

/** The end of a trial: in renditions, an `ImageError`, another error, the death of its process, or not at all. */
export type Verdict =
  | Answer
  | { readonly ended: 'died'; readonly how: string; readonly says: string }
  | { readonly ended: 'hung'; readonly seconds: number };

/** The fault of a trial, or `undefined`. */
export function faultOf(verdict: Verdict, { maxPixels }: Limits): string | undefined {
  if (verdict.ended === 'failed') return `not an ImageError: ${verdict.says}`;
  if (verdict.ended === 'died') return `its process died (${verdict.how}): ${verdict.says}`;
  if (verdict.ended === 'hung') return `it was still at work after ${verdict.seconds} seconds`;
  // Two processes with their caches, and about twice the memory of a render of this many pixels.
  const most = 800_000_000 + 100 * maxPixels;
  const { peak = 0 } = verdict;
  return peak > most
    ? `it took ${megabytes(peak)}, and the limit is ${megabytes(most)}`
    : undefined;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
