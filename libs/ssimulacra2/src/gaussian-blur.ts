/** Pixels that the blur kernel extends to each side of its center. */
export const KERNEL_RADIUS = 4;

/**
 * Kernel weights from the center outwards; with both sides counted, they add up to 1.
 *
 * SSIMULACRA2 blurs with a Gaussian of sigma 1.5, approximated by a sum of truncated cosines
 * (Charalampidis 2016) and run as a recursive filter. At this sigma the filter's impulse response
 * is nine weights long. Applying them directly takes less work, and no pixel depends on the one
 * before. Pixels outside the image count as 0, so the blur darkens its borders.
 */
const [C0, C1, C2, C3, C4] = [
  0.2646211054881986, 0.2129285920104223, 0.1093353727774603, 0.0360111146583644,
  0.0094143678096537,
] as const;

/** Blurs horizontally: the value at index `at` of a row from `paddedRow`. */
export const blurAcross = (row: Float64Array, at: number): number =>
  C0 * (row[at] ?? 0) +
  C1 * ((row[at - 1] ?? 0) + (row[at + 1] ?? 0)) +
  C2 * ((row[at - 2] ?? 0) + (row[at + 2] ?? 0)) +
  C3 * ((row[at - 3] ?? 0) + (row[at + 3] ?? 0)) +
  C4 * ((row[at - 4] ?? 0) + (row[at + 4] ?? 0));

/**
 * Blurs vertically: writes the row of `plane` that starts at index `start` into `target`, which is
 * from `paddedRow`. Rows are `width` numbers apart.
 */
export function blurDown(
  plane: Float32Array,
  start: number,
  width: number,
  target: Float64Array,
): void {
  for (let x = 0, at = start; x < width; x += 1, at += 1) {
    target[KERNEL_RADIUS + x] =
      C0 * (plane[at] ?? 0) +
      C1 * ((plane[at - width] ?? 0) + (plane[at + width] ?? 0)) +
      C2 * ((plane[at - 2 * width] ?? 0) + (plane[at + 2 * width] ?? 0)) +
      C3 * ((plane[at - 3 * width] ?? 0) + (plane[at + 3 * width] ?? 0)) +
      C4 * ((plane[at - 4 * width] ?? 0) + (plane[at + 4 * width] ?? 0));
  }
}

/** Blurs the products of two planes vertically, without storing the products. */
export function blurProductDown(
  one: Float32Array,
  two: Float32Array,
  start: number,
  width: number,
  target: Float64Array,
): void {
  const product = (at: number): number => (one[at] ?? 0) * (two[at] ?? 0);
  for (let x = 0, at = start; x < width; x += 1, at += 1) {
    target[KERNEL_RADIUS + x] =
      C0 * product(at) +
      C1 * (product(at - width) + product(at + width)) +
      C2 * (product(at - 2 * width) + product(at + 2 * width)) +
      C3 * (product(at - 3 * width) + product(at + 3 * width)) +
      C4 * (product(at - 4 * width) + product(at + 4 * width));
  }
}

/** A row of zeros with `KERNEL_RADIUS` more on either side: pixel `x` is at `KERNEL_RADIUS + x`. */
export const paddedRow = ({ width }: { readonly width: number }): Float64Array =>
  new Float64Array(width + 2 * KERNEL_RADIUS);
