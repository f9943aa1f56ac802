import type { OutputFormat } from './formats.ts';
import type { Materials } from './overlay/overlay.ts';
import type { Recipe } from './recipe/recipe.ts';
import type { ImageFacts, InspectOptions } from './source/facts.ts';

export interface RenderOptions<V extends string = string>
  extends InspectOptions, Partial<Materials> {
  readonly variants: Readonly<Record<V, Recipe>>;
  /** Formats of each variant, unless its recipe names its own. */
  readonly formats: readonly OutputFormat[];
}

/** One file of a variant. */
export interface Rendition<V extends string = string> {
  readonly variant: V;
  readonly format: OutputFormat;
  /** Pixels of one frame. */
  readonly width: number;
  readonly height: number;
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

export interface Rendered<V extends string = string> {
  readonly original: ImageFacts;
  /** Makes the placeholder, which shows as much of the original as the renditions do. */
  readonly placeholder: () => Promise<Placeholder>;
  /** Renditions as they are made: the next ones encode while this one is written. */
  readonly renditions: AsyncGenerator<Rendition<V>, void, void>;
}
