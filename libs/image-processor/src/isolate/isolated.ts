import { checkBytes } from '../source/check-source.ts';
import type { Inspection, InspectOptions } from '../source/facts.ts';
import { acceptedFormat } from '../source/header.ts';
import type { Rendered, Rendition, RenderOptions } from '../types.ts';
import { timeBudget, type TimeBudget } from '../util/time-budget.ts';
import { inspection, renditionOf, started } from './protocol.ts';
import { spawnChild, type Child } from './spawn.ts';

/**
 * `inspect` in a child process, which is killed when the time is up or the signal aborts. A decoder that crashes means
 * `corrupt`; a process that is killed from outside is an error, and not an `ImageError`.
 */
export async function inspectIsolated(
  bytes: Uint8Array,
  { signal, ...options }: InspectOptions,
): Promise<Inspection> {
  const { budget, child } = start(bytes, options, signal);
  try {
    return await budget.waitFor(child.ask({ command: 'inspect', bytes, options }, inspection));
  } finally {
    child.stop();
  }
}

/**
 * `render` in a child process. It is also killed when the reader stops, or drops the renditions; and it makes the
 * placeholder in any case, so that it is not needed once they are read.
 */
export async function renderIsolated<V extends string>(
  bytes: Uint8Array,
  { signal, ...options }: RenderOptions<V>,
): Promise<Rendered<V>> {
  const { budget, child } = start(bytes, options, signal);
  try {
    const answer = child.ask({ command: 'render', bytes, options }, started);
    const { original, placeholder } = await budget.waitFor(answer);
    const renditions = budget.forEach(read(child, options.variants), child.stop);
    return {
      original,
      placeholder: async () => placeholder,
      renditions: stoppable(renditions, child.stop),
    };
  } catch (error) {
    child.stop();
    throw error;
  }
}

/** Spawns a child, unless the original can be refused without one. */
function start(
  bytes: Uint8Array,
  { accept, limits }: InspectOptions,
  signal: AbortSignal | undefined,
): { budget: TimeBudget; child: Child } {
  signal?.throwIfAborted();
  checkBytes(bytes, limits);
  const format = acceptedFormat(bytes, accept);
  // The child counts its own CPU time.
  const budget = timeBudget({ timeout: limits.timeout }, signal);
  return { budget, child: spawnChild(format, budget.signal) };
}

/** Asks for each rendition when there is a reader for it. */
async function* read<V extends string>(
  child: Child,
  variants: Readonly<Record<V, unknown>>,
): AsyncGenerator<Rendition<V>, void, void> {
  const answer = renditionOf(variants);
  try {
    for (;;) {
      const rendition = await child.ask({ command: 'next' }, answer);
      if (!rendition) return;
      yield rendition;
    }
  } finally {
    child.stop();
  }
}

/** Stops the work when its results are read no further: also when they never were, or were dropped. */
function stoppable<T>(
  results: AsyncGenerator<T, void, void>,
  stop: () => void,
): AsyncGenerator<T, void, void> {
  // A generator that has not started ends without running any of its code.
  const end = results.return.bind(results);
  results.return = async (value) => {
    stop();
    return end(value);
  };
  DROPPED.register(results, stop);
  return results;
}
const DROPPED = new FinalizationRegistry((stop: () => void) => stop());
