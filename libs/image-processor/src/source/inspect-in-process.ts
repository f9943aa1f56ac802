import { createHash } from 'node:crypto';
import { whenIdle } from '../raster/sharp-idle.ts';
import { timeBudget } from '../util/time-budget.ts';
import type { Inspection, InspectOptions } from './facts.ts';
import { durationOf, readHeader } from './header.ts';

/** `inspect` in this process. */
export async function inspectInProcess(
  bytes: Uint8Array,
  options: InspectOptions,
): Promise<Inspection> {
  if (options.limits.cpuTime !== undefined) await whenIdle(options.signal);
  const { waitFor } = timeBudget(options.limits, options.signal);
  const { facts, animation, metadata } = await waitFor(readHeader(bytes, options));
  return {
    ...facts,
    orientation: metadata.orientation ?? 1,
    space: metadata.space,
    duration: facts.frames > 1 ? durationOf(animation) : 0,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
