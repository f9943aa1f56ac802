import { colorsOf, draw, drawRow } from '../../testing/apply.ts';
import { pixelate } from './pixelate.ts';

describe('pixelate', () => {
  it('averages blocks from the top left, the last of which are cut', () => {
    const source = draw(5, 3, (x, y) => [10 * x, 20 * y, 100]);
    expect(colorsOf(pixelate.apply(source, 2))).toEqual([
      ...twice([5, 10, 100], [5, 10, 100], [25, 10, 100], [25, 10, 100], [40, 10, 100]),
      ...[
        [5, 40, 100],
        [5, 40, 100],
        [25, 40, 100],
        [25, 40, 100],
        [40, 40, 100],
      ],
    ]);
  });

  it('gives one color where the block is larger than the image', () => {
    const source = draw(4, 2, (x) => [x < 2 ? 0 : 200, 0, 0]);
    expect(colorsOf(pixelate.apply(source, 1_000))).toEqual(Array(8).fill([100, 0, 0]));
  });

  it('ignores the color of transparent pixels, and averages alpha', () => {
    const source = drawRow([200, 100, 50, 255], [0, 255, 0, 0], [80, 80, 80, 30], [20, 20, 20, 10]);
    expect(colorsOf(pixelate.apply(source, 2))).toEqual([
      ...twice([200, 100, 50, 128]),
      ...twice([65, 65, 65, 20]),
    ]);
    expect(colorsOf(pixelate.apply(drawRow([9, 9, 9, 0], [9, 9, 9, 0]), 2))).toEqual(
      twice([0, 0, 0, 0]),
    );
  });

  it('starts over in each frame of an animation', () => {
    const frames = draw(2, 6, (_, y) => [y < 3 ? 10 : 50, 0, 0]);
    const made = pixelate.apply({ ...frames, height: 3, frames: 2 }, 2);
    expect(made).toEqual({ ...frames, height: 3, frames: 2 });
  });

  it('does not change its source', () => {
    const source = drawRow([0, 0, 0], [200, 200, 200]);
    pixelate.apply(source, 2);
    expect(colorsOf(source)).toEqual([
      [0, 0, 0],
      [200, 200, 200],
    ]);
  });

  it.each([2, 1_000])('accepts %p', (side) =>
    expect(pixelate.params.safeParse(side).success).toBe(true),
  );
  it.each([1, 1_001, 2.5])('rejects %p', (side) =>
    expect(pixelate.params.safeParse(side).success).toBe(false),
  );
});

const twice = <T>(...all: T[]): T[] => [...all, ...all];
