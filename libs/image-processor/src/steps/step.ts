import type sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { Size } from '../geometry.ts';

/** What steps may use beside the picture; recipes name what is here. */
export interface Materials {
  /** Images for watermarks, as files: in any format that sharp reads. */
  readonly images: Readonly<Record<string, Uint8Array>>;
  /** Paths of font files for captions: Pango reads no others. */
  readonly fonts: Readonly<Record<string, string>>;
}

/** What a step knows of the picture, and what it may use. */
export interface Context {
  readonly size: Size;
  readonly materials: Materials;
  /** Handed in, because recipes are checked where there is no native code, nor Node. */
  readonly sharp: typeof sharp;
  readonly readFile: (path: string) => Promise<Buffer>;
}

/**
 * One thing that is done to a still picture, or to a frame. sharp has an order of its own within a chain of calls, so
 * each step is a chain of its own: it is given a picture and says what to do with it.
 */
export type Step<Params> = (
  image: Sharp,
  params: Params,
  context: Context,
) => Sharp | Promise<Sharp>;
