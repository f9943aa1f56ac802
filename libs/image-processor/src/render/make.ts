import { inOneGo } from './single-pass.ts';
import { inSteps } from './multi-pass.ts';
import type { Making } from './making.ts';
import type { Job } from '../raster/sharp-pass.ts';
import type { Settled } from '../plan/plan-render.ts';

/** Makes files of an original: in one go where that can be. */
export const make = async <V extends string>(
  bytes: Uint8Array,
  settled: Settled<V>,
  job: Job,
): Promise<Making<V>> =>
  (await inOneGo(bytes, settled, job)) ?? (await inSteps(bytes, settled, job));
