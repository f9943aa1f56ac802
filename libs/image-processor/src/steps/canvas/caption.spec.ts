import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as z from 'zod/mini';
import { ImageError } from '../../errors.ts';
import { applyStep } from '../../transform/apply-step.ts';
import type { Pixels } from '../../raster/pixels.ts';
import { colorsOf, draw, type Color } from '../../testing/apply.ts';
import { font } from '../../testing/font.ts';
import { inProcess } from '../../testing/in-process.ts';
import { contextWith } from '../../testing/context.ts';
import { where } from '../../testing/where.ts';
import { caption } from './caption.ts';

type CaptionParams = z.output<typeof caption.params>;

const BLUE = [0, 0, 200];
const flat = (width: number, height: number, color: Color = BLUE) =>
  draw(width, height, () => color);

/** Each letter of these is a square as wide as the font's size; they differ in how high it is. */
const FONTS = {
  squares: { family: 'Squares 3' },
  bold: { family: 'Squares 3', weight: 700, height: 0.5 },
  italic: { family: 'Squares 3', italic: true, height: 0.25 },
  other: { family: 'Other & "Squares"', height: 0.75 },
};
let folder: string;
let fonts: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fonts-'));
  fonts = {};
  for (const [name, options] of Object.entries(FONTS)) {
    fonts[name] = join(folder, `${name}.ttf`);
    await writeFile(join(folder, `${name}.ttf`), font(options));
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** Writes on a picture in squares: white, 10 pixels a letter, with nothing around it. */
async function write(
  picture: Pixels,
  text: string,
  params: Partial<CaptionParams> = {},
): Promise<Pixels> {
  const asked = { text, font: 'squares', size: 10, padding: 0, ...params };
  const settings = { background: '#ffffff', colorSpace: 'srgb' } as const;
  return applyStep(caption, caption.params.parse(asked), picture, settings, contextWith({ fonts }));
}
/** Where letters are. */
const written = (picture: Pixels) => where(picture, ([red = 0]) => red > 127);

describe('caption', () => {
  it('has letters of as many pixels as is asked, at the bottom when nothing is said', async () => {
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
    'shows %s as it is written',
    async (text) => {
      const made = await write(flat(100, 20), text);
      expect(written(made)).toMatchObject({ width: 10 * text.length, height: 10 });
    },
  );

  it('keeps new lines, and breaks lines between words', async () => {
    const picture = flat(60, 60);
    expect(written(await write(picture, 'ab\ncd'))).toMatchObject({ width: 20, height: 20 });
    expect(written(await write(picture, 'ab\r\ncd'))).toMatchObject({ width: 20, height: 20 });
    expect(written(await write(picture, 'abc def'))).toMatchObject({ width: 30, height: 20 });
    expect(written(await write(picture, 'abc de'))).toMatchObject({ width: 60, height: 10 });
  });

  it.each`
    text                            | picture     | width | height | why
    ${'abcdefgh'}                   | ${[40, 60]} | ${40} | ${5}   | ${'a word is not broken'}
    ${'ab cd ef'}                   | ${[25, 14]} | ${25} | ${10}  | ${'lines have to fit one below the other'}
    ${'abcdefghijklmnopqrstuvwxyz'} | ${[60, 60]} | ${60} | ${50}  | ${'a word is broken where it could not be read else'}
    ${'a'}                          | ${[5, 100]} | ${5}  | ${5}   | ${'one letter is too wide'}
    ${'a'}                          | ${[100, 4]} | ${4}  | ${4}   | ${'one letter is too high'}
  `('is written smaller when $why', async ({ text, picture, width, height }: Smaller) => {
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
  `('leaves $picture as it is when it has no room for $params', async (it: NoRoom) => {
    const picture = flat(...it.picture);
    expect(await write(picture, it.text, it.params)).toEqual(picture);
  });
  interface NoRoom {
    text: string;
    picture: [number, number];
    params: Partial<CaptionParams>;
  }

  it('is never larger than the picture, whatever its size', async () => {
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
  `('has a box at $position that its letters lie in', async ({ position, left, top }: Box) => {
    const asked = { position, margin: 3, padding: 2, background: '#c8000a' };
    const made = await write(flat(100, 50), 'ab', { ...asked, color: '#00ff00' });
    const box = { left, top, width: 24, height: 14 };
    expect(where(made, ([, , blue]) => blue !== 200)).toEqual(box);
    expect(where(made, ([, green]) => green === 255)).toEqual({
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

  it('can be seen through, as can its box', async () => {
    const asked = { background: '#ff000080', color: '#00ff0080', padding: 1, size: 20 };
    const made = colorsOf(await write(flat(22, 22), 'a', asked));
    expect(made[0]).toEqual([128, 0, 99]);
    expect(made[11 * 22 + 11]).toEqual([63, 128, 49]);
  });

  it('can be seen where the picture cannot', async () => {
    const made = await write(flat(30, 20, [...BLUE, 0]), 'a', { position: 'left top' });
    expect(colorsOf(made)[5 * 30 + 5]).toEqual([255, 255, 255, 255]);
    expect(colorsOf(made)[15 * 30 + 25]?.[3]).toBe(0);
  });

  it.each`
    align       | left
    ${'left'}   | ${0}
    ${'center'} | ${15}
    ${'right'}  | ${30}
  `('has its lines at $align of its box', async ({ align, left }: Align) => {
    const made = await write(flat(40, 20), 'abcd\ne', { align });
    const second = { ...made, data: made.data.subarray(10 * 40 * 3), height: 10 };
    expect(written(second)).toEqual({ left, top: 0, width: 10, height: 10 });
  });
  interface Align {
    align: CaptionParams['align'];
    left: number;
  }

  it('is written in the very font of the file, whatever else the family has', async () => {
    const heights = [];
    for (const name of ['squares', 'bold', 'italic', 'other', 'bold', 'squares']) {
      heights.push(written(await write(flat(40, 40), 'a', { font: name, size: 20 }))?.height);
    }
    expect(heights).toEqual([20, 10, 5, 15, 10, 20]);
  });

  it('is written in the first of the fonts when none is named', async () => {
    const made = await write(flat(40, 40), 'a', { font: undefined, size: 20 });
    expect(written(made)).toMatchObject({ width: 20, height: 20 });
  });

  it('is written in a family that the machine has', async () => {
    await write(flat(40, 40), 'a', { font: 'bold' });
    await write(flat(40, 40), 'a', { font: 'squares' });
    // From then on Pango has both, as it has those of the system.
    const made = await write(flat(40, 40), 'a', { font: 'Squares 3 Bold', size: 20 });
    expect(written(made)).toMatchObject({ width: 20, height: 10 });
  });

  it('comes out the same every time', async () => {
    const asked = { size: 40 };
    const first = await write(flat(50, 20), 'abc', asked);
    expect(await write(flat(50, 20), 'abc', asked)).toEqual(first);
  });

  it.each`
    what                    | file
    ${'is not there'}       | ${undefined}
    ${'is no font'}         | ${Buffer.from('hello')}
    ${'is empty'}           | ${Buffer.alloc(0)}
    ${'is cut short'}       | ${font({ family: 'Cut' }).subarray(0, 1_000)}
    ${'ends in its header'} | ${font({ family: 'Cut' }).subarray(0, 30)}
  `('is a mistake of the configuration when the font file $what', async ({ file }: Broken) => {
    fonts['broken'] = join(folder, 'broken.ttf');
    await rm(fonts['broken'], { force: true });
    if (file) await writeFile(fonts['broken'], file);
    const error = await failure(write(flat(40, 40), 'a', { font: 'broken' }));
    expect(error).not.toBeInstanceOf(ImageError);
    expect(error.message).toMatch(
      /^the font "broken" cannot be read from .+broken\.ttf \(.+\); give the path of an intact \.ttf/,
    );
  });
  interface Broken {
    file: Buffer | undefined;
  }

  it('says what to do on a machine without fonts, and needs no more than a file', async () => {
    const said = await inProcess(`
      import { writeFileSync } from 'node:fs';
      const folder = ${JSON.stringify(folder)};
      writeFileSync(folder + '/none.conf', '<fontconfig><cachedir>' + folder + '</cachedir></fontconfig>');
      process.env.FONTCONFIG_FILE = folder + '/none.conf';
      const { allowLoaders } = await import('../source/loaders.ts');
      const { applyStep } = await import('../transform/apply-step.ts');
      const { caption } = await import('../steps/canvas/caption.ts');

      allowLoaders(['jpeg']);
      const picture = { data: Buffer.alloc(40 * 10 * 3), width: 40, height: 10, channels: 3, frames: 1 };
      const write = async (font, fonts = {}) => {
        const materials = { images: {}, fonts };
        const context = { timeout: { seconds: 30 }, materials, signal: new AbortController().signal };
        const params = caption.params.parse({ text: 'abcd', font, size: 10, padding: 0 });
        const { data } = await applyStep(caption, params, picture, { colorSpace: 'srgb' }, context);
        return data.every((value) => value === 255);
      };
      const saying = ({ message }) => message;
      console.log(JSON.stringify([
        await write().catch(saying), await write('Arial').catch(saying), await write(undefined, { squares: folder + '/squares.ttf' }),
      ]));
    `);
    const none: unknown = expect.stringMatching(/^there is no font on this machine .+`fonts`/);
    expect(said).toEqual([none, none, true]);
  });

  it('fills in what was left out', () => {
    expect(caption.params.parse({ text: 'a' })).toEqual({
      text: 'a',
      size: 24,
      color: '#ffffff',
      padding: 8,
      position: 'bottom',
      margin: 0,
      align: 'center',
    });
  });

  it.each([
    { text: 'a' },
    { text: 'a'.repeat(500) },
    { text: 'one\ttwo\r\nthree\nüß日本語😀\ue000' },
    { text: 'a', font: 'f'.repeat(100), size: 4, color: '#000', background: '#12345678' },
    { text: 'a', size: 2_000, padding: 16_383, margin: 16_383, align: 'right' },
  ])('takes %p', (params) => expect(caption.params.safeParse(params).success).toBe(true));
  it.each([
    {},
    { text: '' },
    { text: 'a'.repeat(501) },
    { text: ' \n\u200b' },
    { text: 'a\0b' },
    { text: 'a\u001bb' },
    { text: 'a', font: '' },
    { text: 'a', font: 'f'.repeat(101) },
    { text: 'a', size: 3 },
    { text: 'a', size: 2_001 },
    { text: 'a', size: 4.5 },
    { text: 'a', color: 'white' },
    { text: 'a', background: 'rgb(0, 0, 0)' },
    { text: 'a', padding: -1 },
    { text: 'a', margin: 16_384 },
    { text: 'a', align: 'middle' },
    { text: 'a', position: 'entropy' },
    { text: 'a', bold: true },
  ])('refuses %p', (params) => expect(caption.params.safeParse(params).success).toBe(false));
});

/** What something fails with. */
const failure = async (work: Promise<unknown>): Promise<Error> => {
  const outcome = await work.catch((error: unknown) => error);
  if (outcome instanceof Error) return outcome;
  throw new Error('it did not fail');
};
