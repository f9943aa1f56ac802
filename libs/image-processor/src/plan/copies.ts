import { FORMATS } from '../formats.ts';
import { area, longestSide } from '../geometry/region.ts';
import { recipe, type Recipe, type RecipeInput } from '../recipe/recipe.ts';
import { GEOMETRY } from '../recipe/steps.ts';
import type { ImageFacts } from '../source/facts.ts';
import { smallestSizeFor } from './decode-window.ts';
import { frame } from './framing.ts';

export { renditionSize } from './rendition-size.ts';

/** A smaller image of an original, which small renditions are made from instead. */
export interface Copy {
  /** Pixels of its longest side; with `format`, a name that no other copy of the original has. */
  readonly side: number;
  /** The format of its file. */
  readonly format: 'jpeg' | 'webp';
  /** Makes it from the original, as the only variant of a render: beside larger variants it would have other bytes. */
  readonly recipe: Recipe;
}

/** Longest sides of copies, the smallest first. */
const SIDES = [1_280, 2_048] as const;

/**
 * A copy is larger than its renditions by this factor: by a quarter, less what rounding takes. Scores of WebP and JPEG are
 * then at most 0.6 lower than from the original, on average, and at 1.6 nothing is lost; at 1.07 they are 1 lower.
 */
const ROOM = 1.24;

/**
 * Originals with this many times the pixels of a square copy have one. A JPEG is decoded at a fraction of its size: from
 * a copy of 1,024 pixels, 320 of them take 0.9 x the CPU at 2 megapixels, 0.7 x at 4, and 0.4 x at 12. One of 1,280 takes 3
 * ms more, and is large enough for 960 and 1,024, which take 0.6 x the CPU.
 */
const WORTH = 4;

/**
 * The copy that a rendition is made from: the smallest that is large enough, or undefined for the original. It follows
 * from the original and the recipe alone, so that the bytes of a rendition do too, whether the copy exists already or is
 * made for it.
 */
export function copyFor(original: ImageFacts, asked: Recipe): Copy | undefined {
  if (needsOriginal(original, asked)) return undefined;
  const rotated = GEOMETRY.rotate.resized(original, asked.rotate);
  const framing = frame(rotated, asked.resize);
  const needed = longestSide(smallestSizeFor(original, [{ rotated, framing }]));
  const side = SIDES.find((side) => needed * ROOM <= side && side ** 2 * WORTH <= area(original));
  return side === undefined ? undefined : copyOf(original, side);
}

/** The copy that most renditions are made from, or undefined for an original of which it would not pay. */
export const smallestCopy = (original: ImageFacts): Copy | undefined =>
  copyFor(original, recipe.parse({ resize: { width: 1 } }));

function copyOf({ alpha }: ImageFacts, side: number): Copy {
  const format = alpha ? 'webp' : 'jpeg';
  const resize = { width: side, height: side };
  return { side, format, recipe: recipe.parse({ ...ENCODING[format], resize, formats: [format] }) };
}

/** Crops and edges are measured in pixels of the original, and copies have neither its profile nor its frames. */
const needsOriginal = (
  { format, frames }: ImageFacts,
  { crop, trim, colorSpace, metadata }: Recipe,
): boolean =>
  FORMATS[format].source.vector ||
  frames > 1 ||
  crop !== undefined ||
  trim !== undefined ||
  colorSpace !== 'srgb' ||
  metadata !== 'none';

/**
 * A JPEG of 1,024 pixels has some 0.5 MB. With transparency a lossless WebP has 1.3 MB, and a PNG that is decoded as
 * quickly 2.5 MB; a WebP of quality 95 has 0.4 MB, and takes a third longer to decode.
 */
const ENCODING = {
  jpeg: { quality: 95, jpeg: { progressive: false, chromaSubsampling: '4:4:4' } },
  webp: { webp: { lossless: true, effort: 0 } },
} as const satisfies Record<Copy['format'], RecipeInput>;
