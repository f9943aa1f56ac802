import { acceptedFormat } from '../inspect.ts';
import { checkBytes } from '../options.ts';
import { patience, type Patience } from '../util/time-budget.ts';
import type { Inspection, InspectOptions, Rendered, Rendition, RenderOptions } from '../types.ts';
import { inspection, prepared, renditionOf } from './protocol.ts';
import { startChild, type Child } from './spawn.ts';

/**
 * `inspect` in a process of its own, which is killed when the time is up or the signal aborts. A decoder that crashes
 * is `corrupt`; a process that others kill is an error, and no `ImageError`.
 */
export async function inspectApart(
  bytes: Uint8Array,
  { signal, ...options }: InspectOptions,
): Promise<Inspection> {
  const { waiting, child } = start(bytes, options, signal);
  try {
    return await waiting.waitFor(child.ask({ to: 'inspect', bytes, options }, inspection));
  } finally {
    child.stop();
  }
}

/**
 * `render` likewise. The process is also killed when the reader stops, or forgets the renditions; and the placeholder
 * is made whether it is asked for or not, so that none is needed once they are read.
 */
export async function renderApart<V extends string>(
  bytes: Uint8Array,
  { signal, ...options }: RenderOptions<V>,
): Promise<Rendered<V>> {
  const { waiting, child } = start(bytes, options, signal);
  try {
    const asked = child.ask({ to: 'render', bytes, options }, prepared);
    const { original, placeholder } = await waiting.waitFor(asked);
    return {
      original,
      placeholder: async () => placeholder,
      renditions: stoppable(waiting.forEach(read(child, options.variants), child.stop), child.stop),
    };
  } catch (error) {
    child.stop();
    throw error;
  }
}

/** No process is started for what can be refused without one. */
function start(
  bytes: Uint8Array,
  { accept, limits }: InspectOptions,
  signal: AbortSignal | undefined,
): { waiting: Patience; child: Child } {
  signal?.throwIfAborted();
  checkBytes(bytes, limits);
  const format = acceptedFormat(bytes, accept);
  const waiting = patience(limits.timeout, signal);
  return { waiting, child: startChild(format, waiting.signal) };
}

/** Asks for each rendition when there is a reader for it. */
async function* read<V extends string>(
  child: Child,
  variants: Readonly<Record<V, unknown>>,
): AsyncGenerator<Rendition<V>, void, void> {
  const shape = renditionOf(variants);
  try {
    for (;;) {
      const rendition = await child.ask({ to: 'next' }, shape);
      if (!rendition) return;
      yield rendition;
    }
  } finally {
    child.stop();
  }
}

/** Stops the work when its results are read no further: also when they never were, or were forgotten. */
function stoppable<T>(
  results: AsyncGenerator<T, void, void>,
  stop: () => void,
): AsyncGenerator<T, void, void> {
  // A generator that has not begun ends without running a line of its own.
  const end = results.return.bind(results);
  results.return = async (value) => {
    stop();
    return end(value);
  };
  FORGOTTEN.register(results, stop);
  return results;
}
const FORGOTTEN = new FinalizationRegistry((stop: () => void) => stop());
