import { blurAlong, blurDown, blurProductDown, REACH, rowFor } from './gaussian-blur.ts';

/**
 * The filter of the reference implementation, as it is published: for each of three cosines what it takes of what comes
 * in, and what of its own last value.
 */
const COSINES = [
  { input: 0.055295236, last: 1.9021131 },
  { input: -0.058836687, last: 1.1755705 },
  { input: 0.012955819, last: 0 },
];
const RADIUS = 5;

function recursive(values: Float64Array): number[] {
  const states = COSINES.map((cosine) => ({ ...cosine, value: 0, before: 0 }));
  const blurred: number[] = [];
  for (let at = 1 - RADIUS; at < values.length; at += 1) {
    const sum = (values[at - RADIUS - 1] ?? 0) + (values[at + RADIUS - 1] ?? 0);
    for (const state of states) {
      const next = state.input * sum + state.last * state.value - state.before;
      state.before = state.value;
      state.value = next;
    }
    if (at >= 0) blurred.push(states.reduce((total, { value }) => total + value, 0));
  }
  return blurred;
}

describe('a blur', () => {
  const values = Float64Array.from({ length: 40 }, (_, at) => ((at * 37) % 23) / 23);
  const expected = recursive(values);

  it('along a row is the recursive filter of the reference implementation', () => {
    const row = rowFor({ width: values.length });
    row.set(values, REACH);
    expected.forEach((value, x) => expect(blurAlong(row, REACH + x)).toBeCloseTo(value, 5));
  });

  it('down columns is the same, of products too', () => {
    const width = 3;
    const plane = new Float32Array((values.length + 2 * REACH) * width);
    const ones = new Float32Array(plane.length).fill(1);
    const start = (y: number): number => (y + REACH) * width;
    values.forEach((value, y) => plane.fill(value, start(y), start(y + 1)));
    const row = rowFor({ width });
    expected.forEach((value, y) => {
      blurDown(plane, start(y), width, row);
      for (const x of [0, 1, 2]) expect(row[REACH + x]).toBeCloseTo(value, 5);
      blurProductDown(plane, ones, start(y), width, row);
      for (const x of [0, 1, 2]) expect(row[REACH + x]).toBeCloseTo(value, 5);
    });
  });
});
