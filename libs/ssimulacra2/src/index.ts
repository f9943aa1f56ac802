import { errorMeans } from './error-maps.ts';
import { allocateWorkspace, multiscaleView, type View } from './multiscale.ts';
import { checkData, hasTransparency, isSameSize, type RawImage, type Size } from './raw-image.ts';
import { toReferencePlane, type ReferencePlane } from './reference-plane.ts';
import { tilesOf } from './tiles.ts';
import { LAYERS, scoreOf, type Layer, type LayerErrors } from './weights.ts';

export type { RawImage } from './raw-image.ts';

/** Scores an image of the same size as the reference. */
export type Scorer = (image: RawImage) => Promise<number>;

/** Backgrounds of a transparent reference, almost black and almost white: the worse score counts. */
const DARK_AND_BRIGHT = [0.1 * 255, 0.9 * 255];
const GRAY = [0.5 * 255];

/**
 * Prepares a reference image, and returns a function that scores others against it by SSIMULACRA2,
 * version 2.1 (Jon Sneyers, Cloudinary: https://github.com/cloudinary/ssimulacra2). The score
 * predicts how people rate the difference:
 *
 * - 100: no difference;
 * - 90: visually lossless, even when the images alternate in place;
 * - 70: high quality: differences are visible side by side at most, and do not annoy;
 * - 50: medium quality: slightly annoying;
 * - 30: low quality: annoying; and so on, without a lower bound.
 *
 * From 113 pixels a side up to a megapixel (2^20 pixels), it agrees with the reference
 * implementation to a few tenths. Of larger images it compares a megapixel (see `tilesOf`), and is
 * usually within a point or two of the score of all pixels, further off where the image is uneven.
 * Smaller images are extended by mirror images of themselves; the reference implementation refuses
 * sides under 8 pixels, and under 113 shifts the weights of some scales to others.
 *
 * Transparent pixels are composited over gray. If the reference has any, the images are compared
 * over almost black and almost white instead, and the lower score is returned.
 *
 * Memory: 36 bytes for each pixel compared, 38 MB at most, or 60 MB if the reference has
 * transparent pixels. Both the preparation and the scorer yield to the event loop every few
 * milliseconds. Concurrent calls of one scorer run one after the other, as they share memory.
 *
 * Both reject with a `RangeError` if an image has no pixels, or not `width * height * channels`
 * bytes. The scorer rejects with an `Error` if an image has another size than the reference.
 */
export async function createScorer(reference: RawImage): Promise<Scorer> {
  checkData(reference);
  const tiles = tilesOf(reference);
  const backgrounds = hasTransparency(reference) ? DARK_AND_BRIGHT : GRAY;
  const views = backgrounds.flatMap((background) => tiles.map((tile) => ({ tile, background })));
  const workspace = allocateWorkspace(tiles[0]);
  const prepared: { view: View; planes: { layer: Layer; plane: ReferencePlane }[] }[] = [];
  for (const view of views) {
    const planeOf = await multiscaleView(reference, view, workspace);
    const planes = [];
    for (const layer of LAYERS) {
      planes.push({ layer, plane: await toReferencePlane(await planeOf(layer)) });
    }
    prepared.push({ view, planes });
  }

  return oneAtATime(async (image) => {
    if (!isSameSize(reference, image)) {
      throw new Error(`expected ${inPixels(reference)}, got ${inPixels(image)}`);
    }
    checkData(image);
    const found: (LayerErrors & { background: number })[] = [];
    for (const { view, planes } of prepared) {
      const planeOf = await multiscaleView(image, view, workspace);
      for (const { layer, plane } of planes) {
        const errors = await errorMeans(plane, await planeOf(layer), view.tile.margin);
        found.push({ background: view.background, layer, errors });
      }
    }
    const byBackground = Map.groupBy(found, ({ background }) => background);
    return Math.min(...[...byBackground.values()].map(scoreOf));
  });
}

const inPixels = ({ width, height }: Size): string => `${width} x ${height} pixels`;

/** Makes each call wait for those before it, successful or not. */
function oneAtATime<A, R>(work: (argument: A) => Promise<R>): (argument: A) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return async (argument) => {
    const current = last.then(() => work(argument));
    last = current.catch(() => undefined);
    return current;
  };
}
