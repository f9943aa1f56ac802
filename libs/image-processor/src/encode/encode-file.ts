import { ImageError } from '../errors.ts';
import type { OutputFormat } from '../formats.ts';
import type { Judge } from './score.ts';
import { targetOf, TARGETS, type Quality } from '../params/quality.ts';
import type { Recipe } from '../recipe.ts';
import { leastQuality, mostQuality, type Attempt, type Scored } from './quality-search.ts';
import { CODECS, encode, type Encoding } from './encode.ts';

/** One file, and what it took. */
export interface Made {
  readonly format: OutputFormat;
  readonly data: Buffer;
  /** Absent where every pixel is kept. */
  readonly quality?: number;
  /** Where it was looked for. */
  readonly score?: number;
}

/** Makes a file, at the quality that is asked for or has to be found. */
export async function makeFile(
  format: OutputFormat,
  encoding: Encoding,
  judge: Judge,
): Promise<Made> {
  const { recipe } = encoding;
  const { exact, usual, starts } = CODECS[format];
  const attempt = async (quality: number): Promise<Attempt> => ({
    quality,
    data: await encode(format, quality, encoding),
  });
  if (exact(recipe)) {
    const { data } = await attempt(usual);
    return fitting(encoding, { format, data });
  }
  const asked = ownQuality(format, recipe) ?? recipe.quality ?? usual;
  const { maxBytes = Infinity } = recipe;
  if (typeof asked === 'number') {
    const kept = await mostQuality(attempt, maxBytes, await attempt(asked));
    return fitting(encoding, { format, ...kept });
  }
  const found = await find(targetOf(asked));
  const kept = await mostQuality(attempt, maxBytes, found);
  // What looks good enough may not fit; then it is said how good what fits looks.
  const score = kept === found ? found.score : await judge(kept.data);
  return fitting(encoding, { format, ...kept, score });

  function find(target: keyof typeof TARGETS): Promise<Scored> {
    const judged = async (quality: number) => {
      const made = await attempt(quality);
      return { ...made, score: await judge(made.data) };
    };
    return leastQuality(judged, TARGETS[target], starts[target]);
  }
}

/** The quality that was asked for this format alone. */
function ownQuality(format: OutputFormat, recipe: Recipe): Quality | undefined {
  const params = recipe[format];
  return params && 'quality' in params ? params.quality : undefined;
}

function fitting({ variant, recipe: { maxBytes = Infinity } }: Encoding, made: Made): Made {
  const { format, data, quality } = made;
  if (data.length <= maxBytes) return made;
  const how = quality === undefined ? 'at any quality' : `at quality ${quality}`;
  throw new ImageError(
    'cannot-fit',
    `${variant}.${format} has ${n(data.length)} bytes ${how}, and maxBytes is ${n(maxBytes)}: allow more, or make a smaller picture`,
  );
}

const n = (value: number): string => value.toLocaleString('en');
