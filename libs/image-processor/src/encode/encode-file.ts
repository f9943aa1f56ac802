import { ImageError } from '../errors.ts';
import type { OutputFormat } from '../formats.ts';
import { TARGET_SCORES, targetOf, type Quality, type Target } from '../params/quality.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { formatNumber } from '../util/format-number.ts';
import { encode, encoderFor, type Encoding } from './encode.ts';
import { highestFitting, lowestReaching, type Attempt, type Scored } from './quality-search.ts';
import type { Scorer } from './score.ts';

export interface EncodedFile {
  readonly format: OutputFormat;
  readonly data: Buffer;
  /** Absent where every pixel is kept. */
  readonly quality?: number;
  /** Present where the quality was searched. */
  readonly score?: number;
}

/** Encodes a file at the quality that the recipe names, or that a search finds. Throws `cannot-fit`. */
export async function encodeFile(
  format: OutputFormat,
  encoding: Encoding,
  score: Scorer,
): Promise<EncodedFile> {
  const { recipe } = encoding;
  const { isLossless, defaultQuality, searchStart } = encoderFor(format, recipe[format]);
  const attempt = async (quality: number): Promise<Attempt> => ({
    quality,
    data: await encode(format, quality, encoding),
  });
  if (isLossless) {
    const { data } = await attempt(defaultQuality);
    return checkFits(encoding, { format, data });
  }
  const asked = ownQuality(format, recipe) ?? recipe.quality ?? defaultQuality;
  const { maxBytes = Infinity } = recipe;
  if (typeof asked === 'number') {
    const kept = await highestFitting(attempt, maxBytes, await attempt(asked));
    return checkFits(encoding, { format, ...kept });
  }
  const found = await search(targetOf(asked));
  const kept = await highestFitting(attempt, maxBytes, found);
  // A file that reaches the target may not fit; the score is then that of the one that does.
  const keptScore = kept === found ? found.score : await score(kept.data);
  return checkFits(encoding, { format, ...kept, score: keptScore });

  function search(target: Target): Promise<Scored> {
    const scored = async (quality: number) => {
      const made = await attempt(quality);
      return { ...made, score: await score(made.data) };
    };
    return lowestReaching(scored, TARGET_SCORES[target], searchStart[target]);
  }
}

/** The quality for this format alone. */
function ownQuality(format: OutputFormat, recipe: Recipe): Quality | undefined {
  const params = recipe[format];
  return params && 'quality' in params ? params.quality : undefined;
}

function checkFits(
  { variant, recipe: { maxBytes = Infinity } }: Encoding,
  file: EncodedFile,
): EncodedFile {
  const { format, data, quality } = file;
  if (data.length <= maxBytes) return file;
  const at = quality === undefined ? 'at any quality' : `at quality ${quality}`;
  throw new ImageError(
    'cannot-fit',
    `${variant}.${format} has ${formatNumber(data.length)} bytes ${at}, and maxBytes is ${formatNumber(maxBytes)}; allow more, or ask for a smaller rendition`,
  );
}
