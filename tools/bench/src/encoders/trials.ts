import * as z from 'zod';
import { sample } from '../interleaved/sample.ts';
import { inProcess } from '../in-process.ts';
import { LIKE_THE_FUNCTION } from '../settings.ts';

/** One picture, to be encoded with each of these options of sharp. */
export const trials = z.object({
  file: z.string(),
  format: z.enum(['avif', 'webp', 'jpeg', 'png', 'gif']),
  /** What the time is measured with, and others below and above it. */
  qualities: z.array(z.int()),
  quality: z.int(),
  options: z.record(z.string(), z.record(z.string(), z.unknown())),
  rounds: z.int(),
});
export type Trials = z.output<typeof trials>;

const made = z.object({
  bytes: z.int(),
  /** SSIMULACRA2. */
  score: z.number(),
});
export type Made = z.output<typeof made>;

const trial = made.extend({
  samples: z.array(sample),
  /** With each of the qualities. */
  others: z.array(made),
});
export type Trial = z.output<typeof trial>;

/** Tries them in turns, in a process of their own. */
export const tryOut = (task: Trials): Promise<Record<string, Trial>> =>
  inProcess('encode', task, z.record(z.string(), trial), LIKE_THE_FUNCTION);
