import { FORMATS, type SourceFormat } from '../formats.ts';
import { acceptedFormat } from '../source/accepted-format.ts';
import { checkBytes } from '../source/check-source.ts';
import type { Inspection, InspectOptions } from '../source/facts.ts';
import type { Rendered, Rendition, RenderOptions } from '../types.ts';
import { timeBudget, type TimeBudget } from '../util/time-budget.ts';
import { inspection, opened, renditionOf, started } from './protocol.ts';
import { createWorkerPool, type Lease, type WorkerPool } from './worker-pool.ts';

/** A pool for a single original: its process ends with the work. */
const forOne = (): WorkerPool => createWorkerPool({ size: 1, memory: Infinity, uses: 1 });

/**
 * `inspect` in a child process, which is killed when the time is up or the signal aborts. A process that ends otherwise,
 * by a crash or killed from outside, is an error, and not an `ImageError`.
 */
export async function inspectIsolated(
  bytes: Uint8Array,
  { signal, ...options }: InspectOptions,
): Promise<Inspection> {
  const { format, budget, lease, stop } = await begin(forOne(), bytes, options, signal);
  try {
    const command = { command: 'inspect', format, bytes, options } as const;
    return await budget.waitFor(lease.ask(command, inspection));
  } finally {
    stop();
  }
}

/**
 * `render` in a process of a pool, or in one of its own. It is also killed when the reader stops, or drops the
 * renditions; and it makes the placeholder, unless the options say not to, so that it is not needed once they are read. Waits for a process,
 * its start and for memory are not charged.
 */
export async function renderIsolated<V extends string>(
  bytes: Uint8Array,
  { signal, ...options }: RenderOptions<V>,
  pool = forOne(),
): Promise<Rendered<V>> {
  const job = await begin(pool, bytes, options, signal);
  const { format, budget, lease, stop } = job;
  try {
    const command = { command: 'open', format, bytes, options } as const;
    const { memory } = await budget.waitFor(lease.ask(command, opened));
    await lease.reserve(memory, budget.signal);
    const answer = lease.ask({ command: 'start' }, started);
    const { original, placeholder } = await budget.waitFor(answer);
    const renditions = budget.forEach(read(job, options.variants), stop);
    return {
      original,
      placeholder: async () => {
        if (placeholder) return placeholder;
        throw new Error('there is no placeholder, since the options say so');
      },
      renditions: stoppable(renditions, stop),
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/** An original in a process. */
interface Job {
  readonly format: SourceFormat;
  readonly budget: TimeBudget;
  readonly lease: Lease;
  /** Gives the process back: the work is done. */
  readonly done: () => void;
  /** Kills the process, unless the work is done. */
  readonly stop: () => void;
}

/** Takes a process, unless the original can be refused without one. */
async function begin(
  pool: WorkerPool,
  bytes: Uint8Array,
  { accept, limits }: InspectOptions,
  signal: AbortSignal | undefined,
) {
  signal?.throwIfAborted();
  checkBytes(bytes, limits);
  const format = acceptedFormat(bytes, accept);
  const lease = await pool.lease(signal);
  // The process counts its own CPU time.
  const budget = timeBudget({ timeout: limits.timeout }, signal);
  const abort = () => end(() => lease.kill(budget.signal.reason));
  let ended = false;
  const end = (how: () => void) => {
    if (ended) return;
    ended = true;
    budget.signal.removeEventListener('abort', abort);
    how();
  };
  budget.signal.addEventListener('abort', abort);
  // A loader of vectors may still spin on a thread of its own.
  const state = FORMATS[format].source.vector ? 'spent' : undefined;
  return {
    format,
    budget,
    lease,
    done: () => end(() => lease.giveBack(state)),
    stop: () => end(lease.kill),
  };
}

/** Asks for each rendition when there is a reader for it. */
async function* read<V extends string>(
  { lease, done, stop }: Pick<Job, 'lease' | 'done' | 'stop'>,
  variants: Readonly<Record<V, unknown>>,
): AsyncGenerator<Rendition<V>, void, void> {
  const answer = renditionOf(variants);
  try {
    for (;;) {
      const rendition = await lease.ask({ command: 'next' }, answer);
      if (!rendition) break;
      yield rendition;
    }
    done();
  } finally {
    stop();
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
