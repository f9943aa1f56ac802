import { colorsOf } from '../../testing/apply.ts';
import { matchingRegion } from '../../testing/matching-region.ts';
import {
  BLUE,
  flat,
  startCaptions,
  written,
  type CaptionParams,
  type Captions,
} from './testing/captions.ts';

let captions: Captions;
beforeAll(async () => {
  captions = await startCaptions();
});
afterAll(() => captions.end());
const write: Captions['write'] = (...args) => captions.write(...args);

describe('caption', () => {
  it('has letters of the requested size, at the bottom by default', async () => {
    const made = await write(flat(100, 60), 'Hello');
    expect(made).toMatchObject({ width: 100, height: 60, channels: 3 });
    expect(written(made)).toEqual({ left: 25, top: 50, width: 50, height: 10 });
    expect(colorsOf(made)[55 * 100 + 50]).toEqual([255, 255, 255]);
    expect(colorsOf(made)[20 * 100 + 50]).toEqual(BLUE);
    expect(written(await write(flat(100, 60), 'Hi', { size: 40 }))).toMatchObject({
      width: 80,
      height: 40,
    });
  });

  it.each(['<b>&', '&amp;', '</span>', `"a'b"`, '<!--', 'a&#10;'])(
    'shows %s literally',
    async (text) => {
      const made = await write(flat(100, 20), text);
      expect(written(made)).toMatchObject({ width: 10 * text.length, height: 10 });
    },
  );

  it('keeps line breaks, and wraps between words', async () => {
    const picture = flat(60, 60);
    expect(written(await write(picture, 'ab\ncd'))).toMatchObject({ width: 20, height: 20 });
    expect(written(await write(picture, 'ab\r\ncd'))).toMatchObject({ width: 20, height: 20 });
    expect(written(await write(picture, 'abc def'))).toMatchObject({ width: 30, height: 20 });
    expect(written(await write(picture, 'abc de'))).toMatchObject({ width: 60, height: 10 });
  });

  it.each`
    text                            | picture     | width | height | why
    ${'abcdefgh'}                   | ${[40, 60]} | ${40} | ${5}   | ${'a word does not fit'}
    ${'ab cd ef'}                   | ${[25, 14]} | ${25} | ${10}  | ${'the lines do not fit'}
    ${'abcdefghijklmnopqrstuvwxyz'} | ${[60, 60]} | ${60} | ${50}  | ${'a word fits only when broken'}
    ${'a'}                          | ${[5, 100]} | ${5}  | ${5}   | ${'one letter is too wide'}
    ${'a'}                          | ${[100, 4]} | ${4}  | ${4}   | ${'one letter is too high'}
  `('is smaller where $why', async ({ text, picture, width, height }: Smaller) => {
    expect(written(await write(flat(...picture), text))).toMatchObject({ width, height });
  });
  interface Smaller {
    text: string;
    picture: [number, number];
    width: number;
    height: number;
  }

  it.each`
    text                 | picture     | params
    ${'a'}               | ${[1, 1]}   | ${{}}
    ${'a'}               | ${[3, 100]} | ${{}}
    ${'a'}               | ${[100, 3]} | ${{}}
    ${'a'}               | ${[20, 20]} | ${{ padding: 16_383, margin: 16_383, background: '#f00' }}
    ${'ab '.repeat(166)} | ${[30, 30]} | ${{}}
  `('leaves $picture as it is where it has no room for $params', async (it: NoRoom) => {
    const picture = flat(...it.picture);
    expect(await write(picture, it.text, it.params)).toEqual(picture);
  });
  interface NoRoom {
    text: string;
    picture: [number, number];
    params: Partial<CaptionParams>;
  }

  it('is never larger than the image, whatever its size', async () => {
    const picture = flat(100, 50);
    for (const text of ['a', 'abc def', 'x'.repeat(20), 'a b\n'.repeat(8)]) {
      for (let size = 4; size < 2_000; size = Math.ceil(size * 1.7)) {
        const { width = 0, height = 0 } = written(await write(picture, text, { size })) ?? {};
        expect(width).toBeLessThanOrEqual(100);
        expect(height).toBeLessThanOrEqual(50);
        expect(width).toBeGreaterThanOrEqual(4);
      }
    }
  });

  it.each`
    position          | left  | top
    ${'bottom'}       | ${38} | ${33}
    ${'center'}       | ${38} | ${18}
    ${'left top'}     | ${3}  | ${3}
    ${'right'}        | ${73} | ${18}
    ${'right bottom'} | ${73} | ${33}
  `('has a box at $position that contains its letters', async ({ position, left, top }: Box) => {
    const asked = { position, margin: 3, padding: 2, background: '#c8000a' };
    const made = await write(flat(100, 50), 'ab', { ...asked, color: '#00ff00' });
    const box = { left, top, width: 24, height: 14 };
    expect(matchingRegion(made, ([, , blue]) => blue !== 200)).toEqual(box);
    expect(matchingRegion(made, ([, green]) => green === 255)).toEqual({
      left: left + 2,
      top: top + 2,
      width: 20,
      height: 10,
    });
    expect(colorsOf(made)[top * 100 + left]).toEqual([200, 0, 10]);
  });
  interface Box {
    position: CaptionParams['position'];
    left: number;
    top: number;
  }

  it('lies on each frame of an animation', async () => {
    const frames = { ...flat(30, 60), height: 20, frames: 3 };
    const made = await write(frames, 'a', { position: 'left top' });
    expect(made).toMatchObject({ width: 30, height: 20, channels: 3, frames: 3 });
    const frame = written({ ...made, data: made.data.subarray(0, 30 * 20 * 3) });
    expect(frame).toEqual({ left: 0, top: 0, width: 10, height: 10 });
    for (const at of [1, 2]) {
      const data = made.data.subarray(at * 30 * 20 * 3, (at + 1) * 30 * 20 * 3);
      expect(written({ ...made, data })).toEqual(frame);
    }
  });

  it('may be translucent, as may its box', async () => {
    const asked = { background: '#ff000080', color: '#00ff0080', padding: 1, size: 20 };
    const made = colorsOf(await write(flat(22, 22), 'a', asked));
    expect(made[0]).toEqual([128, 0, 99]);
    expect(made[11 * 22 + 11]).toEqual([63, 128, 49]);
  });

  it('is visible on a transparent image', async () => {
    const made = await write(flat(30, 20, [...BLUE, 0]), 'a', { position: 'left top' });
    expect(colorsOf(made)[5 * 30 + 5]).toEqual([255, 255, 255, 255]);
    expect(colorsOf(made)[15 * 30 + 25]?.[3]).toBe(0);
  });

  it.each`
    align       | left
    ${'left'}   | ${0}
    ${'center'} | ${15}
    ${'right'}  | ${30}
  `('aligns its lines to the $align', async ({ align, left }: Align) => {
    const made = await write(flat(40, 20), 'abcd\ne', { align });
    const second = { ...made, data: made.data.subarray(10 * 40 * 3), height: 10 };
    expect(written(second)).toEqual({ left, top: 0, width: 10, height: 10 });
  });
  interface Align {
    align: CaptionParams['align'];
    left: number;
  }
});
