import { createBufferPool } from '../raster/buffer-pool.ts';
import type { Materials } from '../overlay/overlay.ts';
import type { RenderContext } from '../render-context.ts';
import { LIMITS } from './make.ts';

/** The context of a render that is never aborted. */
export const contextWith = (materials: Partial<Materials> = {}): RenderContext => ({
  limits: LIMITS,
  timeout: { seconds: LIMITS.timeout },
  materials: { images: {}, fonts: {}, ...materials },
  signal: new AbortController().signal,
  buffers: createBufferPool(),
});
