import * as z from 'zod';
import { inProcess } from '../in-process.ts';
import { LIKE_THE_FUNCTION } from '../settings.ts';

/** Pictures to find the quality of. */
export const search = z.object({
  files: z.array(z.string()),
  format: z.enum(['avif', 'webp', 'jpeg']),
  /** The quality where a recipe says nothing. */
  usual: z.int(),
  /** The score that `auto` looks for. */
  target: z.number(),
});
export type Search = z.output<typeof search>;

const made = z.object({
  quality: z.int(),
  bytes: z.int(),
  /** SSIMULACRA2. */
  score: z.number(),
});
export type Made = z.output<typeof made>;

const auto = made.extend({ encodes: z.int() });
export type Auto = z.output<typeof auto>;

const found = z.object({
  /** What the library makes of each picture by itself. */
  auto: z.array(auto),
  /** What the same fixed quality makes of all: the format's usual one... */
  usual: z.array(made),
  /** ... the least with which no picture is worse than what the library looks for... */
  everywhere: z.array(made),
  /** ... and the least that is as good on average as what the library makes. */
  onAverage: z.array(made),
  /** Milliseconds of CPU, over all pictures. */
  cpu: z.object({ auto: z.number(), usual: z.number() }),
});
export type Found = z.output<typeof found>;

/** Searches in a process of its own. */
export const find = (task: Search): Promise<Found> =>
  inProcess('find-qualities', task, found, LIKE_THE_FUNCTION);
