import {
  blurAcross,
  blurDown,
  blurProductDown,
  KERNEL_RADIUS,
  paddedRow,
} from './gaussian-blur.ts';

/**
 * The recursive filter as published with the reference implementation: for each of three cosines,
 * the coefficient of the input and that of its own last value.
 */
const COSINES = [
  { input: 0.055295236, last: 1.9021131 },
  { input: -0.058836687, last: 1.1755705 },
  { input: 0.012955819, last: 0 },
];
const RECURSIVE_RADIUS = 5;

function recursiveBlur(values: Float64Array): number[] {
  const states = COSINES.map((cosine) => ({ ...cosine, value: 0, before: 0 }));
  const blurred: number[] = [];
  for (let at = 1 - RECURSIVE_RADIUS; at < values.length; at += 1) {
    const sum = (values[at - RECURSIVE_RADIUS - 1] ?? 0) + (values[at + RECURSIVE_RADIUS - 1] ?? 0);
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
  const expected = recursiveBlur(values);

  it('across a row equals the recursive filter of the reference implementation', () => {
    const row = paddedRow({ width: values.length });
    row.set(values, KERNEL_RADIUS);
    expected.forEach((value, x) =>
      expect(blurAcross(row, KERNEL_RADIUS + x)).toBeCloseTo(value, 5),
    );
  });

  it('down columns equals the same filter, for products too', () => {
    const width = 3;
    const plane = new Float32Array((values.length + 2 * KERNEL_RADIUS) * width);
    const ones = new Float32Array(plane.length).fill(1);
    const start = (y: number): number => (y + KERNEL_RADIUS) * width;
    values.forEach((value, y) => plane.fill(value, start(y), start(y + 1)));
    const row = paddedRow({ width });
    expected.forEach((value, y) => {
      blurDown(plane, start(y), width, row);
      for (const x of [0, 1, 2]) expect(row[KERNEL_RADIUS + x]).toBeCloseTo(value, 5);
      blurProductDown(plane, ones, start(y), width, row);
      for (const x of [0, 1, 2]) expect(row[KERNEL_RADIUS + x]).toBeCloseTo(value, 5);
    });
  });
});
