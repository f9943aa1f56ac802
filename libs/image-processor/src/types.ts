import type { OutputFormat, SourceFormat } from './formats.ts';
import type { Recipe } from './recipe.ts';
import type { Materials } from './overlay/overlay.ts';

/**
 * How much an image may ask of the machine. All but the time is judged before anything is decoded, and what is made of a
 * trimmed one once its edges are found.
 */
export interface Limits {
  /** Bytes of the original. */
  readonly maxBytes: number;
  /** Pixels, width x height x frames, of the original and of whatever is made of it. */
  readonly maxPixels: number;
  /** Frames of an animation. */
  readonly maxFrames: number;
  /** Seconds that an animation plays before it starts again; without it, as long as it likes. */
  readonly maxDuration?: number;
  /** Seconds that a caller is kept waiting for a render, in all. What they do in between is not counted. */
  readonly timeout: number;
}

export interface InspectOptions {
  /** Formats that are accepted, judged by content; anything else is `unsupported-format`. */
  readonly accept: readonly SourceFormat[];
  readonly limits: Limits;
  /** Stops the work when it aborts, with its reason. */
  readonly signal?: AbortSignal;
  /**
   * Works in a process of its own, so that what runs is killed when the time is up or the signal aborts, and a decoder
   * that crashes takes nothing with it. It costs a tenth of a second of CPU and 80 MB. An SVG always has its own; the
   * others are waited for no longer, and what runs in libvips comes to its end by itself.
   */
  readonly apart?: boolean;
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

/** All that can be said of an original without decoding it. */
export interface Inspection extends ImageFacts {
  /** How it is stored: EXIF's 1 to 8, where 1 is upright. */
  readonly orientation: number;
  /** As libvips names it: `srgb`, `cmyk`, `b-w`, `rgb16`, ... */
  readonly space: string;
  /** Seconds that an animation plays before it starts again. */
  readonly duration: number;
  /** Of its bytes, lower-case hex. */
  readonly sha256: string;
}

export interface RenderOptions<V extends string = string>
  extends InspectOptions, Partial<Materials> {
  readonly variants: Readonly<Record<V, Recipe>>;
  /** Each variant is made in each of these, unless its recipe names its own. */
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
  /** The quality that it was encoded with, 1 to 100; absent where the encoder keeps every pixel. */
  readonly quality?: number;
  /** How like its pixels it is, where that was measured: SSIMULACRA2, of which 100 is the same. */
  readonly score?: number;
}

/** What to show until the picture is there. */
export interface Placeholder {
  /** ThumbHash (https://evanw.github.io/thumbhash/), base64. */
  readonly thumbhash: string;
  /** The dominant colour of what can be seen, `#rrggbb`. */
  readonly color: string;
}

export interface Rendered<V extends string = string> {
  readonly original: ImageFacts;
  /**
   * What to show until the renditions are there: of as much of the original as they show. Made when it is asked for.
   */
  readonly placeholder: () => Promise<Placeholder>;
  /** Renditions as they are made: the next ones encode while this one is written. */
  readonly renditions: AsyncGenerator<Rendition<V>, void, void>;
}
