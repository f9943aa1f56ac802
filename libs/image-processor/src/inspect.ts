import { needsIsolation } from './isolate/needs-isolation.ts';
import { checkInspectOptions } from './options.ts';
import type { Inspection, InspectOptions } from './source/facts.ts';
import { inspectInProcess } from './source/inspect-in-process.ts';

/** Reads the facts of an original from its header, without decoding. Throws an `ImageError` if it is not acceptable. */
export async function inspect(bytes: Uint8Array, options: InspectOptions): Promise<Inspection> {
  checkInspectOptions(options);
  if (!needsIsolation(bytes, options)) return inspectInProcess(bytes, options);
  // Loaded on demand: most callers never start a process.
  const { inspectIsolated } = await import('./isolate/isolated.ts');
  return inspectIsolated(bytes, options);
}
