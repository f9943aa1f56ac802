import { availableParallelism } from 'node:os';
import { renderIsolated } from './isolate/isolated.ts';
import { createWorkerPool } from './isolate/worker-pool.ts';
import { checkRenderOptions } from './options.ts';
import type { Rendered, RenderOptions } from './types.ts';
import { availableMemory } from './util/available-memory.ts';

export { formatsRead } from './plan/formats-read.ts';
export type { Rendered, RenderOptions } from './types.ts';

/** The size of a pool, in processes and in memory; a number below 1 is a `RangeError`. */
export interface RenderPoolOptions {
  /** Renders at once, each in a process of its own. @default one per core */
  readonly workers?: number;
  /**
   * Bytes that all renders together may take, by what the headers of their originals tell. One that is larger runs alone.
   * @default half of the machine's memory, or of the container's
   */
  readonly memory?: number;
}

/** Renders in processes that are kept for the next render. */
export interface RenderPool {
  /** Renders at once, as given or by default. */
  readonly workers: number;
  /**
   * `render` in a process of the pool. Waits in turn for a process and its start, and for memory once its header is read;
   * no wait is charged to `limits.timeout`. The process is occupied until the renditions are read to their end: stop with
   * `renditions.return()`, which kills it, as an abort and a limit of time do, so that the work really ends. `isolate` is
   * always true.
   */
  readonly render: <V extends string>(
    bytes: Uint8Array,
    options: RenderOptions<V>,
  ) => Promise<Rendered<V>>;
  /** Starts a process, unless there is one: without it, the first render waits for that. */
  readonly start: () => void;
  /** Resident memory of all processes in bytes, as each of them last told: after a header, a rendition or a render. */
  readonly memory: () => number;
  /** Ends all processes, also those at work: their renders throw. No render starts after it. */
  readonly close: () => Promise<void>;
}

/** The rest is for the system, its file cache, and the process that owns the pool. */
const SHARE_OF_MEMORY = 0.5;

/** A process is replaced after so many renders: what libraries leak has an end. A start costs as much CPU as a render or two. */
const USES = 500;

/**
 * A pool of processes, which start with the first renders. This process loads no sharp. A crash, a kill and a lack of
 * memory take one render, and nothing else. The processes end with this one, however that happens, unless one hangs in its start.
 */
export function createRenderPool({
  workers = availableParallelism(),
  memory = availableMemory() * SHARE_OF_MEMORY,
}: RenderPoolOptions = {}): RenderPool {
  checkAbove0({ workers, memory });
  const pool = createWorkerPool({ size: workers, memory, uses: USES });
  return {
    workers,
    render: async (bytes, options) => {
      checkRenderOptions(options);
      return renderIsolated(bytes, options, pool);
    },
    start: pool.start,
    memory: pool.rss,
    close: pool.close,
  };
}

function checkAbove0(options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!(value >= 1)) throw new RangeError(`${name} is ${value}; write a number above 0`);
  }
}
