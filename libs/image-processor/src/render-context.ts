import type { Materials } from './overlay/overlay.ts';
import type { SharpContext } from './raster/sharp-pass.ts';
import type { Limits } from './source/facts.ts';

/** Everything that the operations of one render share. */
export interface RenderContext extends SharpContext {
  readonly limits: Limits;
  readonly materials: Materials;
}
