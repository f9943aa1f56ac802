import {
  blurAcross,
  blurDown,
  blurProductDown,
  KERNEL_RADIUS,
  paddedRow,
} from './gaussian-blur.ts';
import { rowStart, type Plane } from './plane.ts';
import { forEachRow } from './yielding-rows.ts';

const { fround } = Math;

/** A plane of the reference image with its local statistics, computed once for all comparisons. */
export interface ReferencePlane extends Plane {
  /** Gaussian-weighted mean around each pixel, laid out as the plane is. */
  readonly mean: Float32Array;
  /** Gaussian-weighted variance around each pixel, laid out as the plane is. */
  readonly variance: Float32Array;
}

/** Copies the plane, whose memory can then be reused, and computes its local statistics. */
export async function toReferencePlane(plane: Plane): Promise<ReferencePlane> {
  const { width, height } = plane;
  const data = plane.data.slice();
  const mean = new Float32Array(data.length);
  const variance = new Float32Array(data.length);
  const means = paddedRow(plane);
  const squares = paddedRow(plane);
  await forEachRow(plane, (y) => {
    const start = rowStart(y, plane);
    blurDown(data, start, width, means);
    blurProductDown(data, data, start, width, squares);
    for (let x = 0; x < width; x += 1) {
      const mu = fround(blurAcross(means, KERNEL_RADIUS + x));
      mean[start + x] = mu;
      variance[start + x] = blurAcross(squares, KERNEL_RADIUS + x) - mu * mu;
    }
  });
  return { width, height, data, mean, variance };
}
