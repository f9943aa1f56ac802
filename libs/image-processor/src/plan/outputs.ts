import { FORMATS, type OutputFormat } from '../formats.ts';
import { longestSide, type Size } from '../geometry/region.ts';
import type { Recipe } from '../recipe/recipe.ts';

/** The files that a variant becomes. */
export interface Outputs {
  /** The formats to encode, each once. */
  readonly formats: readonly OutputFormat[];
  /** True if only the smallest of the formats is kept. */
  readonly smallest: boolean;
}

/** The formats of the recipe, or else these. */
export function outputsOf({ formats }: Recipe, others: readonly OutputFormat[]): Outputs {
  if (formats === undefined) return { formats: others, smallest: false };
  return 'smallest' in formats
    ? { formats: formats.smallest, smallest: true }
    : { formats, smallest: false };
}

/** True if a rendition of an animation in this format is animated too. */
export const keepsAnimation = ({ animation }: Recipe, format: OutputFormat): boolean =>
  animation === 'keep' && FORMATS[format].animated;

/** True if a file of the format can be as large as this. */
export const canHold = (format: OutputFormat, size: Size): boolean =>
  longestSide(size) <= FORMATS[format].output.maxSide;
