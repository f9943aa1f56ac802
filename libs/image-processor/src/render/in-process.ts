import { checkCopy, ofOriginal } from '../plan/copy-of.ts';
import { memoryNeeded } from '../plan/memory-needed.ts';
import type { RenderPlan } from '../plan/plan-render.ts';
import { createBufferPool } from '../raster/buffer-pool.ts';
import { whenIdle } from '../raster/sharp-idle.ts';
import type { RenderContext } from '../render-context.ts';
import { readHeader } from '../source/header.ts';
import type { Rendered, RenderOptions } from '../types.ts';
import { lazy } from '../util/lazy.ts';
import { prefetch } from '../util/prefetch.ts';
import { timeBudget } from '../util/time-budget.ts';
import { placeholder } from './placeholder.ts';
import type { RenderJob } from './render-job.ts';

/**
 * Files that are made ahead of the reader: two while one is written, three while the reader waits, which keeps two
 * cores busy. More would hold more memory, and take the last of the four threads that libuv has for sharp and files.
 */
const AHEAD = 2;

/** A render that is checked and planned, and has not decoded anything. */
export interface PreparedRender<V extends string> {
  /** Bytes that it is expected to take. */
  readonly memory: number;
  readonly start: () => Promise<Rendered<V>>;
}

/** `render` in this process. */
export const renderInProcess = async <V extends string>(
  bytes: Uint8Array,
  options: RenderOptions<V>,
): Promise<Rendered<V>> => (await prepareRender(bytes, options)).start();

/** Reads the header of an original, and plans all variants. Throws an `ImageError` if it is not acceptable. */
export async function prepareRender<V extends string>(
  bytes: Uint8Array,
  options: RenderOptions<V>,
): Promise<PreparedRender<V>> {
  const { limits, images = {}, fonts = {}, copyOf } = options;
  if (limits.cpuTime !== undefined) await whenIdle(options.signal);
  const { signal, waitFor, forEach } = timeBudget(limits, options.signal);
  const context: RenderContext = {
    limits,
    signal,
    timeout: { seconds: operationTimeout(limits.timeout) },
    materials: { images, fonts },
    buffers: createBufferPool(),
  };
  const read = await waitFor(readHeader(bytes, options));
  const header = copyOf ? ofOriginal(read, copyOf) : read;
  // Loaded with the first original: it brings the schemas of all steps, which a function's start must not wait for.
  const { planRender } = await import('../plan/plan-render.ts');
  const plan = planRender(header, options);
  if (copyOf) checkCopy(read.facts, plan, limits);
  return {
    memory: memoryNeeded(plan, limits),
    start: async () => {
      const { files, thumbnail, stop, end } = await waitFor(startJob(bytes, plan, context));
      return {
        original: header.facts,
        placeholder: lazy(() => waitFor(thumbnail().then(placeholder))),
        renditions: forEach(prefetch(files, AHEAD, end), stop),
      };
    },
  };
}

/**
 * Seconds for one operation of sharp: one more than the whole render has, so that the caller is told first
 * (`util/time-budget.ts`), and an operation that nobody awaits ends too. sharp takes whole seconds, up to an hour.
 */
const operationTimeout = (seconds: number): number => Math.min(3_600, Math.ceil(seconds) + 1);

/** Starts the render, in a single pass where possible. Loaded with the first image: a process that only starts, or reads headers, does not need it. */
async function startJob<V extends string>(
  bytes: Uint8Array,
  plan: RenderPlan<V>,
  context: RenderContext,
): Promise<RenderJob<V>> {
  const { singlePass } = await import('./single-pass.ts');
  const job = await singlePass(bytes, plan, context);
  if (job) return job;
  const { multiPass } = await import('./multi-pass.ts');
  return multiPass(bytes, plan, context);
}
