import { blurAlong, blurDown, blurProductDown, REACH, rowFor } from './gaussian-blur.ts';
import { startOf, type Plane } from './plane.ts';
import { eachRow } from './yielding-rows.ts';

/** What is worked out once for a plane that others are compared with; all laid out as the plane is. */
export interface Known extends Plane {
  /** Of a pixel and those around it. */
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

/** Copies the plane, so that its memory is free for the next. */
export async function know(plane: Plane): Promise<Known> {
  const { width, height } = plane;
  const data = plane.data.slice();
  const mean = new Float32Array(data.length);
  const variance = new Float32Array(data.length);
  const means = rowFor(plane);
  const squares = rowFor(plane);
  await eachRow(plane, (y) => {
    const start = startOf(y, plane);
    blurDown(data, start, width, means);
    blurProductDown(data, data, start, width, squares);
    for (let x = 0; x < width; x += 1) {
      const mu = Math.fround(blurAlong(means, REACH + x));
      mean[start + x] = mu;
      variance[start + x] = blurAlong(squares, REACH + x) - mu * mu;
    }
  });
  return { width, height, data, mean, variance };
}
