/** Pixels that a blur reaches to either side. */
export const REACH = 4;

/**
 * The Gaussian of SSIMULACRA2 has a sigma of 1.5 and is a sum of truncated cosines (Charalampidis
 * 2016), run as a recursive filter there. At this sigma that is nine weights, from the middle outwards
 * these: applying them is less work, and no pixel waits for the one before. They add up to 1, and
 * around a picture there is nothing: along its edges a blur is darker.
 */
const [C0, C1, C2, C3, C4] = [
  0.2646211054881986, 0.2129285920104223, 0.1093353727774603, 0.0360111146583644,
  0.0094143678096537,
] as const;

/** Blurs along a row that has at least `REACH` zeros on either side. */
export const blurAlong = (row: Float64Array, at: number): number =>
  C0 * (row[at] ?? 0) +
  C1 * ((row[at - 1] ?? 0) + (row[at + 1] ?? 0)) +
  C2 * ((row[at - 2] ?? 0) + (row[at + 2] ?? 0)) +
  C3 * ((row[at - 3] ?? 0) + (row[at + 3] ?? 0)) +
  C4 * ((row[at - 4] ?? 0) + (row[at + 4] ?? 0));

/** Blurs a row with those above and below it, which start `width` numbers apart. */
export function blurDown(
  plane: Float32Array,
  start: number,
  width: number,
  into: Float64Array,
): void {
  for (let x = 0, at = start; x < width; x += 1, at += 1) {
    into[REACH + x] =
      C0 * (plane[at] ?? 0) +
      C1 * ((plane[at - width] ?? 0) + (plane[at + width] ?? 0)) +
      C2 * ((plane[at - 2 * width] ?? 0) + (plane[at + 2 * width] ?? 0)) +
      C3 * ((plane[at - 3 * width] ?? 0) + (plane[at + 3 * width] ?? 0)) +
      C4 * ((plane[at - 4 * width] ?? 0) + (plane[at + 4 * width] ?? 0));
  }
}

/** The same of the products of two planes. */
export function blurProductDown(
  one: Float32Array,
  two: Float32Array,
  start: number,
  width: number,
  into: Float64Array,
): void {
  const product = (at: number): number => (one[at] ?? 0) * (two[at] ?? 0);
  for (let x = 0, at = start; x < width; x += 1, at += 1) {
    into[REACH + x] =
      C0 * product(at) +
      C1 * (product(at - width) + product(at + width)) +
      C2 * (product(at - 2 * width) + product(at + 2 * width)) +
      C3 * (product(at - 3 * width) + product(at + 3 * width)) +
      C4 * (product(at - 4 * width) + product(at + 4 * width));
  }
}

/** Memory for a row to blur along. */
export const rowFor = ({ width }: { readonly width: number }): Float64Array =>
  new Float64Array(width + 2 * REACH);
