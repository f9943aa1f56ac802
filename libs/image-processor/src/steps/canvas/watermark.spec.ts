import type { Sharp } from 'sharp';
import type * as z from 'zod/mini';
import { ImageError } from '../../errors.ts';
import { sharpInput } from '../../raster/sharp-input.ts';
import { applyStep } from '../../transform/apply-step.ts';
import type { Overlay } from '../../overlay/overlay.ts';
import type { Pixels } from '../../raster/pixels.ts';
import { colorsOf, draw, type Color } from '../../testing/apply.ts';
import { inProcess } from '../../testing/in-process.ts';
import { contextWith } from '../../testing/context.ts';
import { where } from '../../testing/where.ts';
import { watermark } from './watermark.ts';

type WatermarkParams = z.output<typeof watermark.params>;

const RED = [255, 0, 0];
const BLUE = [0, 0, 200];
const flat = (width: number, height: number, color: Color = BLUE) =>
  draw(width, height, () => color);
const png = (pixels: Pixels) => sharpInput(pixels).png().toBuffer();
const svg = (width: number, height: number, body: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`,
  );

/** Lays an image over a picture. */
async function mark(
  picture: Pixels,
  image: Pixels | Uint8Array,
  params: Partial<WatermarkParams> = {},
): Promise<Pixels> {
  const images = { logo: image instanceof Uint8Array ? image : await png(image) };
  return withImages(images)(picture, watermark.params.parse({ image: 'logo', ...params }));
}
const withImages =
  (
    images: Readonly<Record<string, Uint8Array>>,
    overlay: Overlay<WatermarkParams> = watermark.apply,
  ) =>
  async (picture: Pixels, params: WatermarkParams): Promise<Pixels> =>
    applyStep(
      { ...watermark, apply: overlay },
      params,
      picture,
      { background: '#ffffff', colorSpace: 'srgb' },
      contextWith({ images }),
    );
/** Where it can be seen. */
const seen = (picture: Pixels) => where(picture, ([red = 0]) => red > 127);

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
      expect(seen(made)).toEqual({ left, top, width: 10, height: 5 });
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
  `('of $image asked for as $asked takes $gives of $picture', async (it: Case) => {
    const made = await mark(flat(...it.picture), flat(...it.image, RED), it.asked);
    expect([made.width, made.height]).toEqual(it.picture);
    const [width, height] = it.gives;
    expect(seen(made)).toMatchObject({ width, height });
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

  it.each`
    position    | row
    ${'left'}   | ${'#.#.#'}
    ${'right'}  | ${'.#.#.'}
    ${'center'} | ${'#.#.#'}
  `('is repeated from $position on', async ({ position, row }: Row) => {
    const pair = draw(2, 1, (x) => (x === 0 ? RED : [0, 255, 0]));
    const made = await mark(flat(5, 2), pair, { position, scale: 0.4, tile: true });
    expect(rowsOf(made)).toEqual([row, row]);
    expect(where(made, ([, , blue]) => blue !== 0)).toBeUndefined();
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
  `('is repeated from $position with gaps of its margin', async ({ position, rows }: Tiles) => {
    const asked = { position, scale: 0.25, margin: 1, tile: true };
    const made = await mark(flat(8, 7), flat(2, 2, RED), asked);
    expect(made).toMatchObject({ width: 8, height: 7, channels: 3 });
    expect(rowsOf(made)).toEqual(rows);
  });
  interface Tiles {
    position: WatermarkParams['position'];
    rows: string[];
  }
  const rowsOf = (made: Pixels) => {
    const dots = colorsOf(made).map(([red = 0]) => (red > 127 ? '#' : '.'));
    return Array.from({ length: made.height }, (_, y) =>
      dots.slice(y * made.width, (y + 1) * made.width).join(''),
    );
  };

  it('is repeated over the smallest pictures too', async () => {
    for (const [width, height] of [
      [1, 1],
      [2, 3],
      [3, 2],
      [1, 50],
    ] as const) {
      const made = await mark(flat(width, height), flat(9, 9, RED), { tile: true, margin: 2 });
      expect(made).toMatchObject({ width, height });
      expect(seen(made)).toBeDefined();
    }
  });

  it('is upright', async () => {
    const halves = draw(20, 10, (x) => (x < 10 ? RED : BLUE));
    const turned = sharpInput(halves).jpeg({ quality: 100 }).withMetadata({ orientation: 6 });
    const made = await mark(flat(10, 20), await turned.toBuffer(), { scale: 1 });
    expect(seen(made)).toMatchObject({ left: 0, top: 0, width: 10, height: 10 });
  });

  it('is the first frame of an animation', async () => {
    const frames = draw(4, 8, (_, y) => (y < 4 ? RED : [0, 255, 0]));
    const gif = await sharpInput({ ...frames, height: 4, frames: 2 })
      .gif()
      .toBuffer();
    const made = await mark(flat(4, 4), gif, { scale: 1 });
    expect(colorsOf(made)).toEqual(Array(16).fill(RED));
  });

  it('is read once for all frames of an animation, and lies on each', async () => {
    let times = 0;
    const counted: Overlay<WatermarkParams> = (params, context) => {
      times += 1;
      return watermark.apply(params, context);
    };
    const lay = withImages({ logo: await png(flat(2, 2, RED)) }, counted);
    const frames = { ...draw(8, 12, (_, y) => (y < 4 ? BLUE : [0, 99, 0])), height: 4, frames: 3 };
    const made = await lay(frames, watermark.params.parse({ image: 'logo', position: 'left top' }));
    expect(made).toMatchObject({ width: 8, height: 4, channels: 3, frames: 3 });
    const rows = rowsOf({ ...made, height: 12 });
    const frame = ['##......', '##......', '........', '........'];
    expect(rows).toEqual([...frame, ...frame, ...frame]);
    expect(times).toBe(1);
  });

  it.each`
    what | file | gives
    ${'gray'} | ${() =>
      sharpInput(flat(8, 8, [80, 80, 80]))
        .toColourspace('b-w')
        .png()} | ${[80, 80, 80]}
    ${'gray with alpha'} | ${() =>
      sharpInput(flat(8, 8, [80, 80, 80, 255]))
        .toColourspace('b-w')
        .png()} | ${[80, 80, 80]}
    ${'16-bit'} | ${() =>
      sharpInput(flat(8, 8, [200, 100, 50]))
        .toColourspace('rgb16')
        .png()} | ${[200, 100, 50]}
    ${'16-bit with a profile'} | ${() =>
      sharpInput(flat(8, 8, [200, 100, 50]))
        .toColourspace('rgb16')
        .keepIccProfile()
        .png()} | ${[200, 100, 50]}
    ${'16-bit Display P3'} | ${() =>
      sharpInput(flat(8, 8, [200, 100, 50]))
        .toColourspace('rgb16')
        .withIccProfile('p3')
        .png()} | ${[200, 100, 50]}
    ${'Display P3'} | ${() =>
      sharpInput(flat(8, 8, [200, 100, 50]))
        .withIccProfile('p3')
        .png()} | ${[200, 100, 50]}
  `('comes out right from $what', async ({ file, gives }: Stored) => {
    const made = await mark(flat(8, 8), await file().toBuffer(), { scale: 1 });
    const [color = []] = colorsOf(made);
    color.forEach((value, channel) =>
      expect(Math.abs(value - (gives[channel] ?? NaN))).toBeLessThanOrEqual(2),
    );
  });
  interface Stored {
    file: () => Sharp;
    gives: number[];
  }

  it('stays sharp when an SVG is drawn larger than it says', async () => {
    const half = svg(4, 4, '<rect width="2" height="4" fill="red"/>');
    const made = colorsOf(await mark(flat(100, 100), half, { scale: 1 }));
    expect([made[48], made[51]]).toEqual([RED, BLUE]);
  });

  it('covers all of its share when an SVG does not say how large it is', async () => {
    const red = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg"><rect width="4" height="4" fill="red"/></svg>',
    );
    const made = colorsOf(await mark(flat(100, 100), red, { scale: 1 }));
    expect([made[0], made[99], made.at(-1)]).toEqual([RED, RED, RED]);
  });

  it('is a mistake of the configuration when there is no such image', async () => {
    const params = watermark.params.parse({ image: 'toString' });
    const error = await failure(withImages({ logo: await png(flat(1, 1)) })(flat(4, 4), params));
    expect(error).not.toBeInstanceOf(ImageError);
    expect(error.message).toBe(
      'there is no image "toString" for a watermark; name one of the images: "logo"',
    );
    expect((await failure(withImages({})(flat(4, 4), params))).message).toContain(
      'there are none yet',
    );
  });

  it.each`
    what           | file
    ${'no image'}  | ${() => Buffer.from('hello')}
    ${'no bytes'}  | ${() => Buffer.alloc(0)}
    ${'cut short'} | ${async () => (await png(draw(64, 64, (x, y) => [x * y, x ^ y, x + y]))).subarray(0, 900)}
    ${'a giant'}   | ${() => svg(10_000, 5_001, '')}
  `('is a mistake of the configuration when its file is $what', async ({ file }: Broken) => {
    const error = await failure(mark(flat(4, 4), await file()));
    expect(error).not.toBeInstanceOf(ImageError);
    expect(error.message).toMatch(/^the image "logo" for watermarks cannot be read \(.+\); give/);
  });
  interface Broken {
    file: () => Uint8Array | Promise<Uint8Array>;
  }

  it('says so when the process may not load its format, and needs no other', async () => {
    const said = await inProcess(`
      import { allowLoaders } from '../source/loaders.ts';
      import { sharpInput } from '../raster/sharp-input.ts';
      import { applyStep } from '../transform/apply-step.ts';
      import { watermark } from '../steps/canvas/watermark.ts';

      const picture = { data: Buffer.alloc(12), width: 2, height: 2, channels: 3, frames: 1 };
      const webp = await sharpInput({ ...picture, data: Buffer.alloc(12, 255) }).webp({ lossless: true }).toBuffer();
      const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
      const materials = { images: { webp, svg }, fonts: {} };
      const context = { timeout: { seconds: 30 }, materials, signal: new AbortController().signal };
      const lay = async (image) => {
        const params = watermark.params.parse({ image, scale: 1 });
        const { data } = await applyStep(watermark, params, picture, { colorSpace: 'srgb' }, context);
        return data.toString('hex');
      };
      allowLoaders(['webp']);
      const svgSays = await lay('svg').catch(({ message }) => message);
      console.log(JSON.stringify([await lay('webp'), svgSays]));
    `);
    expect(said).toEqual(['f'.repeat(24), expect.stringContaining('allowLoaders')]);
  });

  it('is a quarter of the width, at the right bottom, when nothing else is said', () => {
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
  ])('takes %p', (params) => expect(watermark.params.safeParse(params).success).toBe(true));
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
  ])('refuses %p', (params) => expect(watermark.params.safeParse(params).success).toBe(false));
});

/** What something fails with. */
const failure = async (work: Promise<unknown>): Promise<Error> => {
  const outcome = await work.catch((error: unknown) => error);
  if (outcome instanceof Error) return outcome;
  throw new Error('it did not fail');
};
