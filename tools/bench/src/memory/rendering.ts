import * as z from 'zod';
import { work, type RenderTaskInput } from '../interleaved/render-task.ts';
import { inProcess } from '../in-process.ts';
import type { Start } from '../settings.ts';

/** Who makes the renditions: the library, or a call of sharp for each, three at once or one after the other. */
const maker = z.enum(['library', 'three calls', 'one call']);
export type Maker = z.output<typeof maker>;

/** Works to do one after the other; where `sharp.cache` is off, libvips keeps nothing of one for the next. */
export const renderings = z.object({ works: z.array(work), maker, cache: z.boolean() });

const rendering = z.object({
  /** The most bytes that were resident while it was made, and those that were after. */
  peak: z.number(),
  after: z.number(),
  /** In milliseconds. */
  cpu: z.number(),
  wall: z.number(),
  /** Bytes of all renditions. */
  written: z.number(),
});
export type Rendering = z.output<typeof rendering>;

/** Makes the renditions of one original after the other in a fresh process that is started so. */
export const renderAll = (
  works: readonly RenderTaskInput[],
  start: Start,
  { maker = 'library', cache = true }: { readonly maker?: Maker; readonly cache?: boolean } = {},
): Promise<Rendering[]> => inProcess('render', { works, maker, cache }, z.array(rendering), start);
