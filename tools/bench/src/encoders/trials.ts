import * as z from 'zod';
import { sample } from '../interleaved/sample.ts';
import { comparedFormat } from '../interleaved/sharp-encoders.ts';
import { inProcess } from '../in-process.ts';
import { LIKE_THE_FUNCTION } from '../settings.ts';

/** A picture to encode with each of several options of sharp. */
export const trials = z.object({
  file: z.string(),
  format: comparedFormat,
  /** Qualities below and above `quality`, which time is measured with. */
  qualities: z.array(z.int()),
  quality: z.int(),
  options: z.record(z.string(), z.record(z.string(), z.unknown())),
  rounds: z.int(),
});
export type Trials = z.output<typeof trials>;

const made = z.object({
  bytes: z.int(),
  /** SSIMULACRA2 score. */
  score: z.number(),
});
export type Made = z.output<typeof made>;

const trial = made.extend({
  samples: z.array(sample),
  /** Results with each of `qualities`. */
  others: z.array(made),
});
export type Trial = z.output<typeof trial>;

/** Tries the options in turns, in a process of their own. */
export const tryOut = (task: Trials): Promise<Record<string, Trial>> =>
  inProcess('encode', task, z.record(z.string(), trial), LIKE_THE_FUNCTION);
