import { createHash } from 'node:crypto';
import { timeBudget } from '../util/time-budget.ts';
import type { Inspection, InspectOptions } from './facts.ts';
import { durationOf, readHeader } from './header.ts';

/** `inspect` in this process. */
export async function inspectInProcess(
  bytes: Uint8Array,
  options: InspectOptions,
): Promise<Inspection> {
  const { waitFor } = timeBudget(options.limits.timeout, options.signal);
  const { facts, animation, metadata } = await waitFor(readHeader(bytes, options));
  return {
    ...facts,
    orientation: metadata.orientation ?? 1,
    space: metadata.space,
    duration: facts.frames > 1 ? durationOf(animation) : 0,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
