import { errorsOf, type Errors } from './error-maps.ts';
import { know, type Known } from './reference-plane.ts';
import { look, workspaceFor, type Place } from './multiscale.ts';
import { isSame, seeThrough, type Picture, type Size } from './raw-image.ts';
import { tilesOf } from './tiles.ts';
import { LAYERS, scoreOf, type Layer } from './weights.ts';

export type { Picture } from './raw-image.ts';

/** What can be seen through is looked at over almost black and almost white, for the worse of both scores. */
const DARK_AND_BRIGHT = [0.1 * 255, 0.9 * 255];
const GREY = [0.5 * 255];

/**
 * Prepares a picture for saying how like it others look, by SSIMULACRA2, version 2.1 (Jon Sneyers, Cloudinary:
 * https://github.com/cloudinary/ssimulacra2). The score foretells what people say who see both:
 *
 * - 100: nothing differs;
 * - 90: visually lossless: not to be told apart, even when one flickers into the other;
 * - 70: high: seen side by side if at all, and never annoying;
 * - 50: medium: slightly annoying;
 * - 30: low: annoying; and so on, without an end below 0.
 *
 * From 113 pixels a side up to a megapixel it is the score of the reference implementation, to a few tenths. Of more
 * pixels it looks at a megapixel, and is mostly a point or two from the score of the whole, more where the picture is
 * uneven (`tilesOf`). Where there are fewer it looks at the picture repeated as in mirrors; the reference refuses
 * sides under 8 pixels, and under 113 gives the weights of some scales to others.
 *
 * It holds 36 bytes for each pixel that it looks at: 38 MB at most, and 60 MB if the picture can be seen through.
 * Calls wait for each other, and everything else has its turn every few milliseconds.
 */
export async function similarityTo(
  reference: Picture,
): Promise<(other: Picture) => Promise<number>> {
  const tiles = tilesOf(reference);
  const backgrounds = seeThrough(reference) ? DARK_AND_BRIGHT : GREY;
  const places = backgrounds.flatMap((background) => tiles.map((tile) => ({ tile, background })));
  const workspace = workspaceFor(tiles[0]);
  const prepared: { place: Place; layers: { layer: Layer; known: Known }[] }[] = [];
  for (const place of places) {
    const see = await look(reference, place, workspace);
    const layers = [];
    for (const layer of LAYERS) layers.push({ layer, known: await know(await see(layer)) });
    prepared.push({ place, layers });
  }

  return oneAtATime(async (other) => {
    if (!isSame(reference, other)) throw new Error(`expected ${say(reference)}, got ${say(other)}`);
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
  });
}

const say = ({ width, height }: Size): string => `${width} x ${height} pixels`;

/** Calls wait for those before them, for they share memory. */
function oneAtATime<A, R>(work: (argument: A) => Promise<R>): (argument: A) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return async (argument) => {
    const mine = last.then(() => work(argument));
    last = mine.catch(() => undefined);
    return mine;
  };
}
