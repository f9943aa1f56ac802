import type { OutputFormat } from './formats.ts';
import type { Materials } from './overlay/overlay.ts';
import type { Recipe } from './recipe/recipe.ts';
import type { ImageFacts, InspectOptions } from './source/facts.ts';

/** The originals that are acceptable, as for `inspect`, and the variants to make of one. */
export interface RenderOptions<V extends string = string>
  extends InspectOptions, Partial<Materials> {
  /** Parsed recipes by the name of the variant; the renditions are in the order of the keys. */
  readonly variants: Readonly<Record<V, Recipe>>;
  /** Formats of each variant, unless its recipe names its own. */
  readonly formats: readonly OutputFormat[];
  /**
   * The upright size of the original, where `bytes` are a smaller copy of it: renditions get the sizes and the crops that
   * they get from the original, and the facts in the result have its size. `copyFor` of `./copies` chooses a copy that is
   * large enough; one that is not, or has another shape, is an error.
   */
  readonly copyOf?: Pick<ImageFacts, 'width' | 'height'>;
  /**
   * `false` if nobody will ask for the placeholder, which then throws: an isolated process makes it in any case otherwise.
   * @default true
   */
  readonly placeholder?: boolean;
}

/** One file of a variant. */
export interface Rendition<V extends string = string> {
  /** The key of its recipe in `variants`. */
  readonly variant: V;
  /** The format of `data`, which is one of those that were asked for. */
  readonly format: OutputFormat;
  /** Pixels of a row. */
  readonly width: number;
  /** Rows of one frame. */
  readonly height: number;
  /** The whole file. */
  readonly data: Buffer;
  /** The quality that it was encoded with, 1 to 100; absent where the encoder keeps every pixel. */
  readonly quality?: number;
  /** SSIMULACRA2 score relative to its pixels, where it was measured: 100 is identical. */
  readonly score?: number;
}

/** A preview to show until the image is loaded. */
export interface Placeholder {
  /** ThumbHash (https://evanw.github.io/thumbhash/), base64. */
  readonly thumbhash: string;
  /** The dominant color of the visible pixels, `#rrggbb`. */
  readonly color: string;
}

/** The result of `render`: an original, decoded, and the files that are made of it. */
export interface Rendered<V extends string = string> {
  /** The facts of the original, from its header. */
  readonly original: ImageFacts;
  /** Makes the placeholder, which shows as much of the original as the renditions do. */
  readonly placeholder: () => Promise<Placeholder>;
  /** Renditions as they are made: the next ones encode while this one is written. */
  readonly renditions: AsyncGenerator<Rendition<V>, void, void>;
}
