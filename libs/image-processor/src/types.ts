import type { OutputFormat, SourceFormat } from './formats.ts';
import type { Recipe } from './recipe.ts';

/** How much an image may ask of the machine. All but the time is judged before anything is decoded. */
export interface Limits {
  /** Bytes of the original. */
  readonly maxBytes: number;
  /** Pixels, width x height x frames, of the original and of whatever is made of it. */
  readonly maxPixels: number;
  /** Frames of an animation. */
  readonly maxFrames: number;
  /** Seconds that one libvips operation (the decode, a resize, an encode) may take; rounded up to whole ones. */
  readonly timeout: number;
}

export interface InspectOptions {
  /** Formats that are accepted, judged by content; anything else is `unsupported-format`. */
  readonly accept: readonly SourceFormat[];
  readonly limits: Limits;
}

/** What an original is, as its header says. */
export interface ImageFacts {
  readonly format: SourceFormat;
  /** Pixels, upright: after the EXIF orientation is applied; of one frame. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly frames: number;
  readonly alpha: boolean;
}

export interface RenderOptions<V extends string = string> extends InspectOptions {
  readonly variants: Readonly<Record<V, Recipe>>;
  /** Each variant is made in each of these. */
  readonly formats: readonly OutputFormat[];
}

/** One file that was made. */
export interface Rendition<V extends string = string> {
  readonly variant: V;
  readonly format: OutputFormat;
  /** Pixels; of one frame. */
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

/** What to show until the picture is there. */
export interface Placeholder {
  /** ThumbHash (https://evanw.github.io/thumbhash/), base64. */
  readonly thumbhash: string;
  /** The average colour of what can be seen, `#rrggbb`. */
  readonly color: string;
}

export interface Rendered<V extends string = string> {
  readonly original: ImageFacts;
  readonly placeholder: Placeholder;
  /** Renditions as they are made: the next ones encode while this one is written. */
  readonly renditions: AsyncGenerator<Rendition<V>, void, void>;
}
