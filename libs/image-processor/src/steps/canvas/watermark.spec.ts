import { sharpInput } from '../../raster/sharp-input.ts';
import { colorsOf, draw, type Color } from '../../testing/apply.ts';
import { BLUE, flat, mark, marked, RED, type WatermarkParams } from './testing/watermarks.ts';
import { watermark } from './watermark.ts';

describe('watermark', () => {
  it.each`
    position          | margin | left  | top
    ${'right bottom'} | ${0}   | ${30} | ${15}
    ${'right bottom'} | ${3}   | ${27} | ${12}
    ${'left top'}     | ${0}   | ${0}  | ${0}
    ${'left top'}     | ${3}   | ${3}  | ${3}
    ${'left bottom'}  | ${3}   | ${3}  | ${12}
    ${'right top'}    | ${3}   | ${27} | ${3}
    ${'top'}          | ${3}   | ${15} | ${3}
    ${'bottom'}       | ${3}   | ${15} | ${12}
    ${'left'}         | ${3}   | ${3}  | ${8}
    ${'right'}        | ${3}   | ${27} | ${8}
    ${'center'}       | ${3}   | ${15} | ${8}
  `(
    'lies at $position with a margin of $margin',
    async ({ left, top, position, margin }: Place) => {
      const made = await mark(flat(40, 20), flat(20, 10, RED), { position, margin });
      expect(made).toMatchObject({ width: 40, height: 20, channels: 3 });
      expect(marked(made)).toEqual({ left, top, width: 10, height: 5 });
      expect(colorsOf(made)[(top + 2) * 40 + left + 5]).toEqual(RED);
      expect(colorsOf(made)[left === 0 ? 39 : 20 * 40 - 40]).toEqual(BLUE);
    },
  );
  interface Place {
    position: WatermarkParams['position'];
    margin: number;
    left: number;
    top: number;
  }

  it.each`
    picture      | image         | asked                       | gives
    ${[40, 20]}  | ${[100, 100]} | ${{ scale: 0.25 }}          | ${[10, 10]}
    ${[40, 20]}  | ${[2, 1]}     | ${{ scale: 0.25 }}          | ${[10, 5]}
    ${[40, 20]}  | ${[100, 100]} | ${{ scale: 1 }}             | ${[20, 20]}
    ${[40, 20]}  | ${[10, 100]}  | ${{ scale: 1 }}             | ${[2, 20]}
    ${[40, 20]}  | ${[100, 50]}  | ${{ scale: 1, margin: 5 }}  | ${[20, 10]}
    ${[40, 20]}  | ${[100, 50]}  | ${{ scale: 0.01 }}          | ${[1, 1]}
    ${[40, 20]}  | ${[100, 50]}  | ${{ margin: 16_383 }}       | ${[4, 2]}
    ${[41, 21]}  | ${[10, 10]}   | ${{ margin: 10, scale: 1 }} | ${[1, 1]}
    ${[3, 2]}    | ${[100, 100]} | ${{}}                       | ${[1, 1]}
    ${[3, 2]}    | ${[100, 100]} | ${{ scale: 1 }}             | ${[2, 2]}
    ${[1, 1]}    | ${[300, 1]}   | ${{ scale: 1, margin: 9 }}  | ${[1, 1]}
    ${[1, 200]}  | ${[50, 50]}   | ${{ scale: 1 }}             | ${[1, 1]}
    ${[200, 1]}  | ${[50, 50]}   | ${{ scale: 1 }}             | ${[1, 1]}
    ${[100, 99]} | ${[1, 500]}   | ${{ scale: 1 }}             | ${[1, 99]}
  `('of $image with $asked takes $gives of $picture', async (it: Case) => {
    const made = await mark(flat(...it.picture), flat(...it.image, RED), it.asked);
    expect([made.width, made.height]).toEqual(it.picture);
    const [width, height] = it.gives;
    expect(marked(made)).toMatchObject({ width, height });
  });
  interface Case {
    picture: [number, number];
    image: [number, number];
    asked: Partial<WatermarkParams>;
    gives: [number, number];
  }

  it.each`
    opacity | image            | on                   | gives
    ${1}    | ${RED}           | ${BLUE}              | ${RED}
    ${0.5}  | ${RED}           | ${BLUE}              | ${[128, 0, 99]}
    ${0}    | ${RED}           | ${BLUE}              | ${BLUE}
    ${1}    | ${[...RED, 51]}  | ${BLUE}              | ${[51, 0, 160]}
    ${0.5}  | ${[...RED, 102]} | ${BLUE}              | ${[51, 0, 160]}
    ${1}    | ${RED}           | ${[...BLUE, 0]}      | ${[...RED, 255]}
    ${0.5}  | ${RED}           | ${[...BLUE, 0]}      | ${[...RED, 128]}
    ${1}    | ${[...RED, 0]}   | ${[...BLUE, 128]}    | ${[...BLUE, 128]}
    ${1}    | ${[80, 80, 80]}  | ${[10, 10, 10, 255]} | ${[80, 80, 80, 255]}
  `('of $image and opacity $opacity gives $gives on $on', async (it: Mix) => {
    const made = await mark(flat(4, 4, it.on), flat(4, 4, it.image), {
      scale: 1,
      opacity: it.opacity,
    });
    expect(colorsOf(made)).toEqual(Array(16).fill(it.gives));
  });
  interface Mix {
    opacity: number;
    image: Color;
    on: Color;
    gives: Color;
  }

  it('is upright, by its orientation', async () => {
    const halves = draw(20, 10, (x) => (x < 10 ? RED : BLUE));
    const turned = sharpInput(halves).jpeg({ quality: 100 }).withMetadata({ orientation: 6 });
    const made = await mark(flat(10, 20), await turned.toBuffer(), { scale: 1 });
    expect(marked(made)).toMatchObject({ left: 0, top: 0, width: 10, height: 10 });
  });

  it('is the first frame of an animated image', async () => {
    const frames = draw(4, 8, (_, y) => (y < 4 ? RED : [0, 255, 0]));
    const gif = await sharpInput({ ...frames, height: 4, frames: 2 })
      .gif()
      .toBuffer();
    const made = await mark(flat(4, 4), gif, { scale: 1 });
    expect(colorsOf(made)).toEqual(Array(16).fill(RED));
  });

  it('is a quarter of the width, at the bottom right, by default', () => {
    expect(watermark.params.parse({ image: 'logo' })).toEqual({
      image: 'logo',
      position: 'right bottom',
      margin: 0,
      scale: 0.25,
      opacity: 1,
      tile: false,
    });
  });

  it.each([
    { image: 'a' },
    { image: 'a'.repeat(100) },
    { image: 'a', scale: 0.01, opacity: 0, margin: 16_383 },
    { image: 'a', scale: 1, opacity: 1, tile: true },
  ])('accepts %p', (params) => expect(watermark.params.safeParse(params).success).toBe(true));
  it.each([
    {},
    { image: '' },
    { image: 'a'.repeat(101) },
    { image: 'a', scale: 0.009 },
    { image: 'a', scale: 1.01 },
    { image: 'a', opacity: -0.01 },
    { image: 'a', opacity: 1.01 },
    { image: 'a', margin: -1 },
    { image: 'a', margin: 16_384 },
    { image: 'a', position: 'attention' },
    { image: 'a', size: 1 },
  ])('rejects %p', (params) => expect(watermark.params.safeParse(params).success).toBe(false));
});
