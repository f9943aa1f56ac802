import * as z from 'zod';
import { inProcess } from '../in-process.ts';
import { LIKE_THE_FUNCTION } from '../settings.ts';

/** Pictures, and the format to find their qualities in. */
export const search = z.object({
  files: z.array(z.string()),
  format: z.enum(['avif', 'webp', 'jpeg']),
  /** The default quality. */
  usual: z.int(),
  /** The target score of `auto`. */
  target: z.number(),
});
export type Search = z.output<typeof search>;

const made = z.object({
  quality: z.int(),
  bytes: z.int(),
  /** SSIMULACRA2 score. */
  score: z.number(),
});
export type Made = z.output<typeof made>;

const auto = made.extend({ encodes: z.int() });
export type Auto = z.output<typeof auto>;

const found = z.object({
  /** Results of `auto` for each picture. */
  auto: z.array(auto),
  /** Results of one fixed quality for all: the format's default, */
  usual: z.array(made),
  /** the lowest with which every picture reaches the target score, */
  everywhere: z.array(made),
  /** and the lowest whose average score is that of `auto`. */
  onAverage: z.array(made),
  /** Milliseconds of CPU, over all pictures. */
  cpu: z.object({ auto: z.number(), usual: z.number() }),
});
export type Found = z.output<typeof found>;

/** Runs the search in a process of its own. */
export const find = (task: Search): Promise<Found> =>
  inProcess('find-qualities', task, found, LIKE_THE_FUNCTION);
