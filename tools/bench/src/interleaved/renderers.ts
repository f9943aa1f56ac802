import { callSharp } from './sharp-calls.ts';
import type { Renderer } from './interleaved-run.ts';
import { decodeByLibrary, makeByLibrary } from './library.ts';
import { prepareLimit } from './limit.ts';
import type { LoadedTask } from './render-task.ts';

type Work = () => Promise<unknown>;

/** Who can make the renditions of an order. Each prepares what is not to be measured. */
export const RENDERERS = {
  /** `render`, read to the end. */
  library:
    (order: LoadedTask): Work =>
    () =>
      makeByLibrary(order),
  /** One decode and the encodes alone. */
  limit: prepareLimit,
  /** One decode for each rendition. */
  bare:
    (order: LoadedTask): Work =>
    () =>
      callSharp(order),
  /** Loaded for itself alone: what a process has loaded makes its garbage dearer to collect. */
  ipx: async (order: LoadedTask): Promise<Work> => (await import('./ipx.ts')).makeByIpx(order),
  /** `render` of which nothing is read, and the same with its placeholder. */
  decoded:
    (order: LoadedTask): Work =>
    () =>
      decodeByLibrary(order),
  placeholder:
    (order: LoadedTask): Work =>
    () =>
      decodeByLibrary(order, 'placeholder'),
} satisfies Record<Renderer, (order: LoadedTask) => Work | Promise<Work>>;
