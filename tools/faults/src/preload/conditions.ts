import * as z from 'zod';

/** Conditions under which the server runs, which change while it does. */
export const conditions = z.object({
  /** Milliseconds by which the wall clock is ahead. */
  clock: z.number(),
  /** No space is left on the disk. */
  full: z.boolean(),
  /** Share of the operations on files that fail. */
  failing: z.number(),
});
export type Conditions = z.output<typeof conditions>;

/** Options of the module that is loaded before the server. */
export const preloadOptions = z.object({
  seed: z.number(),
  /** Name of the planted fault. */
  plant: z.string().optional(),
  conditions,
});
export type PreloadOptions = z.output<typeof preloadOptions>;
