import type sharp from 'sharp';
import type { OverlayOptions } from 'sharp';
import type { Size } from '../geometry/region.ts';
import type { ColorSpace } from '../params/color-space.ts';

/** Files for overlays; recipes refer to them by name. */
export interface Materials {
  /** Images for watermarks, as file contents, in any format that sharp reads. */
  readonly images: Readonly<Record<string, Uint8Array>>;
  /** Paths of font files for captions: Pango reads no others. */
  readonly fonts: Readonly<Record<string, string>>;
}

/** The image under an overlay, and tools to make one. */
export interface OverlayContext {
  readonly size: Size;
  readonly colorSpace: ColorSpace;
  readonly materials: Materials;
  /** Injected, because recipes are parsed where there is neither native code nor Node. */
  readonly sharp: typeof sharp;
  readonly readFile: (path: string) => Promise<Buffer>;
}

/** Makes the layers of an overlay, the last one on top; once for all frames of an animation. */
export type Overlay<Params> = (
  params: Params,
  context: OverlayContext,
) => Promise<readonly OverlayOptions[]>;
