import type { Overlay } from '../../overlay/overlay.ts';
import { draw } from '../../testing/apply.ts';
import { matchingRegion } from '../../testing/matching-region.ts';
import {
  BLUE,
  flat,
  mark,
  marked,
  pngOf,
  RED,
  rowsOf,
  withImages,
  type WatermarkParams,
} from './testing/watermarks.ts';
import { watermark } from './watermark.ts';

describe('a repeated watermark', () => {
  it.each`
    position    | row
    ${'left'}   | ${'#.#.#'}
    ${'right'}  | ${'.#.#.'}
    ${'center'} | ${'#.#.#'}
  `('starts at $position', async ({ position, row }: Row) => {
    const pair = draw(2, 1, (x) => (x === 0 ? RED : [0, 255, 0]));
    const made = await mark(flat(5, 2), pair, { position, scale: 0.4, tile: true });
    expect(rowsOf(made)).toEqual([row, row]);
    expect(matchingRegion(made, ([, , blue]) => blue !== 0)).toBeUndefined();
  });
  interface Row {
    position: WatermarkParams['position'];
    row: string;
  }

  it.each`
    position          | rows
    ${'left top'}     | ${['........', '.##.##.#', '.##.##.#', '........', '.##.##.#', '.##.##.#', '........']}
    ${'right bottom'} | ${['........', '#.##.##.', '#.##.##.', '........', '#.##.##.', '#.##.##.', '........']}
    ${'right'}        | ${['#.##.##.', '#.##.##.', '........', '#.##.##.', '#.##.##.', '........', '#.##.##.']}
  `('starts at $position with gaps of its margin', async ({ position, rows }: Tiles) => {
    const asked = { position, scale: 0.25, margin: 1, tile: true };
    const made = await mark(flat(8, 7), flat(2, 2, RED), asked);
    expect(made).toMatchObject({ width: 8, height: 7, channels: 3 });
    expect(rowsOf(made)).toEqual(rows);
  });
  interface Tiles {
    position: WatermarkParams['position'];
    rows: string[];
  }

  it('covers the smallest images', async () => {
    for (const [width, height] of [
      [1, 1],
      [2, 3],
      [3, 2],
      [1, 50],
    ] as const) {
      const made = await mark(flat(width, height), flat(9, 9, RED), { tile: true, margin: 2 });
      expect(made).toMatchObject({ width, height });
      expect(marked(made)).toBeDefined();
    }
  });

  it('is read once for all frames of an animation, and laid over each', async () => {
    let times = 0;
    const counted: Overlay<WatermarkParams> = (params, context) => {
      times += 1;
      return watermark.apply(params, context);
    };
    const lay = withImages({ logo: await pngOf(flat(2, 2, RED)) }, counted);
    const frames = { ...draw(8, 12, (_, y) => (y < 4 ? BLUE : [0, 99, 0])), height: 4, frames: 3 };
    const made = await lay(frames, watermark.params.parse({ image: 'logo', position: 'left top' }));
    expect(made).toMatchObject({ width: 8, height: 4, channels: 3, frames: 3 });
    const rows = rowsOf({ ...made, height: 12 });
    const frame = ['##......', '##......', '........', '........'];
    expect(rows).toEqual([...frame, ...frame, ...frame]);
    expect(times).toBe(1);
  });
});
