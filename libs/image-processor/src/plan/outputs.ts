import type { OutputFormat } from '../formats.ts';
import type { Recipe } from '../recipe.ts';

/** What files a variant becomes. */
export interface Outputs {
  readonly formats: readonly OutputFormat[];
  /** Whether one of the formats is made and kept, rather than all. */
  readonly smallest: boolean;
}

/** The recipe's own formats, or else these. */
export function outputsOf({ formats }: Recipe, others: readonly OutputFormat[]): Outputs {
  if (formats === undefined) return { formats: others, smallest: false };
  return 'smallest' in formats
    ? { formats: formats.smallest, smallest: true }
    : { formats, smallest: false };
}

/** Whether a rendition of an animation is one too. */
export const moves = ({ animation }: Recipe, format: OutputFormat): boolean =>
  animation === 'keep' && (format === 'webp' || format === 'gif');
