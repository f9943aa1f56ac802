import type sharp from 'sharp';
import type { OverlayOptions } from 'sharp';
import type { Size } from '../geometry/region.ts';
import type { Recipe } from '../recipe.ts';

/** What may be laid over a picture; recipes name what is here. */
export interface Materials {
  /** Images for watermarks, as files: in any format that sharp reads. */
  readonly images: Readonly<Record<string, Uint8Array>>;
  /** Paths of font files for captions: Pango reads no others. */
  readonly fonts: Readonly<Record<string, string>>;
}

/** What is known of the picture underneath, and what may be used. */
export interface Under {
  readonly size: Size;
  /** What its numbers mean. */
  readonly colour: Recipe['colour'];
  readonly materials: Materials;
  /** Handed in, because recipes are checked where there is no native code, nor Node. */
  readonly sharp: typeof sharp;
  readonly readFile: (path: string) => Promise<Buffer>;
}

/** Makes what is laid over a picture, the last one on top: once, for all frames of an animation. */
export type Overlay<Params> = (params: Params, under: Under) => Promise<readonly OverlayOptions[]>;
