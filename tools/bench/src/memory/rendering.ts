import * as z from 'zod';
import { renderTask, type RenderTaskInput } from '../interleaved/render-task.ts';
import { inProcess } from '../in-process.ts';
import type { Start } from '../settings.ts';

/** The library, or a call of sharp for each rendition: three at once, or one after the other. */
const maker = z.enum(['library', 'three calls', 'one call']);
export type Maker = z.output<typeof maker>;

/** Consecutive tasks; with the cache off, libvips keeps nothing of one for the next. */
export const renderings = z.object({ tasks: z.array(renderTask), maker, cache: z.boolean() });

const rendering = z.object({
  /** Resident bytes: the peak, and those after it. */
  peak: z.number(),
  after: z.number(),
  /** Milliseconds. */
  cpu: z.number(),
  wall: z.number(),
  /** Bytes of all renditions. */
  written: z.number(),
});
export type Rendering = z.output<typeof rendering>;

/** Makes renditions of one original after the other in a fresh process. */
export const renderAll = (
  tasks: readonly RenderTaskInput[],
  start: Start,
  { maker = 'library', cache = true }: { readonly maker?: Maker; readonly cache?: boolean } = {},
): Promise<Rendering[]> => inProcess('render', { tasks, maker, cache }, z.array(rendering), start);
