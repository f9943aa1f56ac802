import {
  blurAcross,
  blurDown,
  blurProductDown,
  KERNEL_RADIUS,
  paddedRow,
} from './gaussian-blur.ts';
import { rowStart, type Plane } from './plane.ts';
import type { ReferencePlane } from './reference-plane.ts';
import type { Tile } from './tiles.ts';
import { forEachRow } from './yielding-rows.ts';

// As constants: a global of a `node:vm` context, such as a Jest test runs in, is slow to look up for every pixel.
const { abs, fround, max } = Math;

/**
 * Means of the three error maps over all pixels, then the means of their fourth powers, which
 * emphasize the worst places. The maps: structural difference (SSIM), added edges (ringing,
 * blocking, banding) and lost edges (blur).
 */
export type ErrorMeans = readonly [
  structure: number,
  added: number,
  lost: number,
  structure4: number,
  added4: number,
  lost4: number,
];

/** Compares `other`, of the same size, with the reference. Pixels of the margin do not count. */
export async function errorMeans(
  reference: ReferencePlane,
  other: Plane,
  margin: Tile['margin'],
): Promise<ErrorMeans> {
  const { width, height } = reference;
  const rows = {
    means: paddedRow(reference),
    squares: paddedRow(reference),
    products: paddedRow(reference),
  };
  const sums = { structure: 0, added: 0, lost: 0, structure4: 0, added4: 0, lost4: 0 };
  await forEachRow(reference, (y) => {
    if (y < margin.y || y >= height - margin.y) return;
    const start = rowStart(y, reference);
    blurDown(other.data, start, width, rows.means);
    blurProductDown(other.data, other.data, start, width, rows.squares);
    blurProductDown(reference.data, other.data, start, width, rows.products);
    addErrorsOfRow(reference, other, y, rows, margin.x, sums);
  });
  const { structure, added, lost, structure4, added4, lost4 } = sums;
  const pixels = (width - 2 * margin.x) * (height - 2 * margin.y);
  const mean = (sum: number): number => sum / pixels;
  return [mean(structure), mean(added), mean(lost), mean(structure4), mean(added4), mean(lost4)];
}

/** One row after the vertical blur, before the horizontal one. */
interface BlurredRows {
  readonly means: Float64Array;
  readonly squares: Float64Array;
  readonly products: Float64Array;
}

/** Keeps the SSIM quotient stable where both planes are flat: the constant that is called C2. */
const STABILIZER = 0.0009;

type Sums = Record<'structure' | 'added' | 'lost' | 'structure4' | 'added4' | 'lost4', number>;

function addErrorsOfRow(
  { data: own, mean, variance, width }: ReferencePlane,
  { data: other }: Plane,
  y: number,
  { means, squares, products }: BlurredRows,
  margin: number,
  sums: Sums,
): void {
  const start = rowStart(y, { width });
  let [structure, added, lost, structure4, added4, lost4] = [0, 0, 0, 0, 0, 0];
  for (let x = margin; x < width - margin; x += 1) {
    const at = start + x;
    // Rounded like the statistics of the reference, so that equal planes have no error at all.
    const mu1 = mean[at] ?? 0;
    const mu2 = fround(blurAcross(means, KERNEL_RADIUS + x));
    const variance2 = fround(blurAcross(squares, KERNEL_RADIUS + x) - mu2 * mu2);
    const covariance = fround(blurAcross(products, KERNEL_RADIUS + x) - mu1 * mu2);
    const gap = mu1 - mu2;
    const ssim =
      ((1 - gap * gap) * (2 * covariance + STABILIZER)) /
      ((variance[at] ?? 0) + variance2 + STABILIZER);
    const difference = max(0, 1 - ssim);
    structure += difference;
    structure4 += fourthPower(difference);

    const edge1 = abs((own[at] ?? 0) - mu1);
    const edge2 = abs((other[at] ?? 0) - mu2);
    const gain = (1 + edge2) / (1 + edge1) - 1;
    if (gain > 0) {
      added += gain;
      added4 += fourthPower(gain);
    } else {
      lost -= gain;
      lost4 += fourthPower(gain);
    }
  }
  addTo(sums, { structure, added, lost, structure4, added4, lost4 });
}

function addTo(sums: Sums, row: Readonly<Sums>): void {
  sums.structure += row.structure;
  sums.added += row.added;
  sums.lost += row.lost;
  sums.structure4 += row.structure4;
  sums.added4 += row.added4;
  sums.lost4 += row.lost4;
}

/** Multiplication, because `** 4` takes ten times as long. */
const fourthPower = (value: number): number => value * value * (value * value);
