import { needsIsolation } from './isolate/needs-isolation.ts';
import { checkRenderOptions } from './options.ts';
import { renderInProcess } from './render/in-process.ts';
import type { Rendered, RenderOptions } from './types.ts';

/**
 * Makes every variant of an original in its formats. The original is decoded once, before this resolves: `bytes` is
 * not read again while the renditions are made, in the order variants x formats. Where a single plain file is asked
 * for, it is made by then. When it rejects by the signal or the timeout, a decoder may read `bytes` for a moment more:
 * do not overwrite them.
 * Throws an `ImageError` if the original is not acceptable; the renditions can still throw `too-slow` and
 * `cannot-fit`. Throws a `RenderTimeoutError` when the time is up, and the signal's reason once it has aborted.
 */
export async function render<V extends string>(
  bytes: Uint8Array,
  options: RenderOptions<V>,
): Promise<Rendered<V>> {
  checkRenderOptions(options);
  if (!needsIsolation(bytes, options)) return renderInProcess(bytes, options);
  // Loaded on demand: most callers never start a process.
  const { renderIsolated } = await import('./isolate/isolated.ts');
  return renderIsolated(bytes, options);
}
