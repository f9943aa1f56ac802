import { callSharp } from './sharp-calls.ts';
import type { Renderer } from './interleaved-run.ts';
import { decodeByLibrary, makeByLibrary } from './library.ts';
import { prepareLimit } from './limit.ts';
import type { LoadedTask } from './render-task.ts';

type Render = () => Promise<unknown>;

/** Renderers by name. Each prepares its task, and returns the part to measure. */
export const RENDERERS = {
  /** `render`, read to the end. */
  library:
    (task: LoadedTask): Render =>
    () =>
      makeByLibrary(task),
  /** One decode and the encodes alone. */
  limit: prepareLimit,
  /** One decode for each rendition. */
  bare:
    (task: LoadedTask): Render =>
    () =>
      callSharp(task),
  /** Loaded only where it runs: modules that a process has loaded make its garbage collection slower. */
  ipx: async (task: LoadedTask): Promise<Render> => (await import('./ipx.ts')).makeByIpx(task),
  /** `render` without reading any rendition, and the same with its placeholder. */
  decoded:
    (task: LoadedTask): Render =>
    () =>
      decodeByLibrary(task),
  placeholder:
    (task: LoadedTask): Render =>
    () =>
      decodeByLibrary(task, 'placeholder'),
} satisfies Record<Renderer, (task: LoadedTask) => Render | Promise<Render>>;
