import { blurAlong, blurDown, blurProductDown, REACH, rowFor } from './gaussian-blur.ts';
import type { Known } from './reference-plane.ts';
import { startOf, type Plane } from './plane.ts';
import { eachRow } from './yielding-rows.ts';
import type { Tile } from './tiles.ts';

/**
 * How much structure differs, how many edges were added (rings, blocks, bands) and how many were lost
 * (blur): the means over all pixels, and those of the fourth powers, which tell of the worst places.
 */
export type Errors = readonly [
  structure: number,
  added: number,
  lost: number,
  structure4: number,
  added4: number,
  lost4: number,
];

/** Compares another plane of the same size. What is in the margin has no say. */
export async function errorsOf(
  known: Known,
  other: Plane,
  margin: Tile['margin'],
): Promise<Errors> {
  const { width } = known;
  const rows = { means: rowFor(known), squares: rowFor(known), products: rowFor(known) };
  const sums = { structure: 0, added: 0, lost: 0, structure4: 0, added4: 0, lost4: 0 };
  await eachRow(known, (y) => {
    if (y < margin.y || y >= known.height - margin.y) return;
    const start = startOf(y, known);
    blurDown(other.data, start, width, rows.means);
    blurProductDown(other.data, other.data, start, width, rows.squares);
    blurProductDown(known.data, other.data, start, width, rows.products);
    compareRow(known, other, y, rows, margin.x, sums);
  });
  const { structure, added, lost, structure4, added4, lost4 } = sums;
  const pixels = (known.width - 2 * margin.x) * (known.height - 2 * margin.y);
  const mean = (sum: number): number => sum / pixels;
  return [mean(structure), mean(added), mean(lost), mean(structure4), mean(added4), mean(lost4)];
}

/** A row, blurred with those above and below it; along the row it is yet to be. */
interface Rows {
  readonly means: Float64Array;
  readonly squares: Float64Array;
  readonly products: Float64Array;
}

/** Keeps structure from being sought where all is flat. */
const FLAT = 0.0009;

function compareRow(
  { data: own, mean, variance, width }: Known,
  { data: other }: Plane,
  y: number,
  { means, squares, products }: Rows,
  margin: number,
  sums: Record<'structure' | 'added' | 'lost' | 'structure4' | 'added4' | 'lost4', number>,
): void {
  const start = startOf(y, { width });
  let [structure, added, lost, structure4, added4, lost4] = [0, 0, 0, 0, 0, 0];
  for (let x = margin; x < width - margin; x += 1) {
    const at = start + x;
    // Rounded as the known ones are, so that two equal planes have no errors at all.
    const mu1 = mean[at] ?? 0;
    const mu2 = Math.fround(blurAlong(means, REACH + x));
    const variance2 = Math.fround(blurAlong(squares, REACH + x) - mu2 * mu2);
    const covariance = Math.fround(blurAlong(products, REACH + x) - mu1 * mu2);
    const gap = mu1 - mu2;
    const alike =
      ((1 - gap * gap) * (2 * covariance + FLAT)) / ((variance[at] ?? 0) + variance2 + FLAT);
    const differs = Math.max(0, 1 - alike);
    structure += differs;
    structure4 += fourth(differs);

    const edge1 = Math.abs((own[at] ?? 0) - mu1);
    const edge2 = Math.abs((other[at] ?? 0) - mu2);
    const gained = (1 + edge2) / (1 + edge1) - 1;
    if (gained > 0) {
      added += gained;
      added4 += fourth(gained);
    } else {
      lost -= gained;
      lost4 += fourth(gained);
    }
  }
  sums.structure += structure;
  sums.added += added;
  sums.lost += lost;
  sums.structure4 += structure4;
  sums.added4 += added4;
  sums.lost4 += lost4;
}

/** `** 4` is ten times as slow. */
const fourth = (value: number): number => value * value * (value * value);
