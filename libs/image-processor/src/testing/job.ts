import { hold } from '../raster/buffer-pool.ts';
import type { Materials } from '../overlay/overlay.ts';
import type { Job } from '../raster/sharp-pass.ts';
import { LIMITS } from './make.ts';

/** The job of a render that nobody waits for. */
export const jobWith = (materials: Partial<Materials> = {}): Job => ({
  limits: LIMITS,
  materials: { images: {}, fonts: {}, ...materials },
  signal: new AbortController().signal,
  held: hold(),
});
