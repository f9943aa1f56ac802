import { isSame } from '../geometry.ts';
import { errorsOf, type Errors } from './errors.ts';
import { know, type Known } from './known.ts';
import { look, workspaceFor, type Place } from './look.ts';
import { seeThrough, type Picture } from './picture.ts';
import { tilesOf } from './tiles.ts';
import { LAYERS, scoreOf, type Layer } from './weights.ts';

/** What can be seen through is looked at over almost black and almost white, for the worse of both scores. */
const DARK_AND_BRIGHT = [0.1 * 255, 0.9 * 255];
const ANY = [0.5 * 255];

/**
 * Prepares a picture for saying how like it others look, by SSIMULACRA2, version 2.1 (Jon Sneyers, Cloudinary:
 * https://github.com/cloudinary/ssimulacra2). The score is what people would say who see both:
 *
 * | 100 | nothing differs                                                    |
 * |  90 | visually lossless: cannot be told apart, not even when flickering  |
 * |  70 | high: differences can be seen side by side, but do not annoy       |
 * |  50 | medium: slightly annoying                                          |
 * |  30 | low: annoying                                                      |
 * | < 0 | far beyond that                                                    |
 *
 * Scores are the reference implementation's, to a few tenths, for pictures of 113 pixels a side up to a megapixel.
 * Of larger ones it looks at a megapixel (`tilesOf`). Smaller ones it repeats as in mirrors, where the reference
 * takes none under 8 pixels, and under 113 gives the weights of one scale to another.
 *
 * It holds 36 bytes for each pixel that it looks at, so 40 MB at most, and 60 MB if the picture can be seen through.
 * Calls wait for each other, and let everything else have its turn every few milliseconds.
 */
export async function similarityTo(
  reference: Picture,
): Promise<(other: Picture) => Promise<number>> {
  const tiles = tilesOf(reference);
  const backgrounds = seeThrough(reference) ? DARK_AND_BRIGHT : ANY;
  const places = backgrounds.flatMap((background) => tiles.map((tile) => ({ tile, background })));
  const workspace = workspaceFor(tiles[0]);
  const prepared: { place: Place; layers: { layer: Layer; known: Known }[] }[] = [];
  for (const place of places) {
    const see = await look(reference, place, workspace);
    const layers = [];
    for (const layer of LAYERS) layers.push({ layer, known: await know(await see(layer)) });
    prepared.push({ place, layers });
  }

  const compare = async (other: Picture): Promise<number> => {
    const found: { background: number; layer: Layer; errors: Errors }[] = [];
    for (const { place, layers } of prepared) {
      const see = await look(other, place, workspace);
      for (const { layer, known } of layers) {
        const errors = await errorsOf(known, await see(layer), place.tile.margin);
        found.push({ background: place.background, layer, errors });
      }
    }
    const grounds = Map.groupBy(found, ({ background }) => background);
    return Math.min(...[...grounds.values()].map(scoreOf));
  };
  return oneAtATime(async (other) => {
    if (!isSame(reference, other))
      throw new Error(
        `expected a picture of ${reference.width} x ${reference.height}, got ${other.width} x ${other.height}`,
      );
    return compare(other);
  });
}

/** Calls wait for those before them, for they share memory. */
function oneAtATime<A, R>(work: (argument: A) => Promise<R>): (argument: A) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return async (argument) => {
    const mine = last.then(() => work(argument));
    last = mine.catch(() => undefined);
    return mine;
  };
}
