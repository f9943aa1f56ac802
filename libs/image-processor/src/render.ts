import { isApart } from './isolate/needs-isolation.ts';
import { OUTPUT_FORMATS, SOURCE_FORMATS } from './formats.ts';
import { hold } from './raster/buffer-pool.ts';
import { checkFormats, checkLimits } from './options.ts';
import { once } from './util/lazy.ts';
import type { Job } from './raster/sharp-pass.ts';
import { patience } from './util/time-budget.ts';
import { settle } from './plan/plan-render.ts';
import { readAhead } from './util/prefetch.ts';
import { placeholder } from './render/placeholder.ts';
import type { Rendered, RenderOptions } from './types.ts';

/**
 * Two are made while one is written, and three while the reader waits: that keeps two cores busy. More would hold more
 * memory, and take the last of the four threads that libuv has for sharp and files together.
 */
const READ_AHEAD = 2;

/**
 * Makes every variant of an original in its formats. The original is decoded once, before this
 * answers: `bytes` is not read again while the renditions are made, in the order variants x formats. Where only one
 * plain file is asked for, it is made by then. Where it throws instead, by the signal or the timeout, a decoder may look at
 * `bytes` for a moment more: leave them as they are.
 * Throws an `ImageError` if the original is not acceptable; the renditions can still throw `too-slow` and
 * `cannot-fit`. Throws the signal's reason once it has aborted.
 */
export async function render<V extends string>(
  bytes: Uint8Array,
  options: RenderOptions<V>,
): Promise<Rendered<V>> {
  checkLimits(options.limits);
  checkFormats('accept', options.accept, SOURCE_FORMATS);
  checkFormats('formats', options.formats, OUTPUT_FORMATS);
  if (!isApart(bytes, options)) return renderHere(bytes, options);
  // Loaded when it is needed: most callers never start a process.
  const { renderApart } = await import('./isolate/isolated.ts');
  return renderApart(bytes, options);
}

/** The same, in this process. */
export async function renderHere<V extends string>(
  bytes: Uint8Array,
  options: RenderOptions<V>,
): Promise<Rendered<V>> {
  const { limits, images = {}, fonts = {} } = options;
  const { signal, waitFor, forEach } = patience(limits.timeout, options.signal);
  const job: Job = { limits, signal, materials: { images, fonts }, held: hold() };
  const settled = await waitFor(settle(bytes, options));
  // Loaded with the first picture: who only starts, or looks at a header, does not need it.
  const { make } = await import('./render/make.ts');
  const { files, thumbnail, stop, end } = await waitFor(make(bytes, settled, job));
  return {
    original: settled.header.facts,
    placeholder: once(() => waitFor(thumbnail().then(placeholder))),
    renditions: forEach(readAhead(files, READ_AHEAD, end), stop),
  };
}
