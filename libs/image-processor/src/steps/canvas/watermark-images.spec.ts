import type { Sharp } from 'sharp';
import { ImageError } from '../../errors.ts';
import { sharpInput } from '../../raster/sharp-input.ts';
import { svg } from '../../isolate/testing/svg.ts';
import { colorsOf, draw } from '../../testing/apply.ts';
import { inProcess } from '../../testing/in-process.ts';
import { BLUE, flat, mark, pngOf, RED, withImages } from './testing/watermarks.ts';
import { watermark } from './watermark.ts';

describe('the image of a watermark', () => {
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
  `('keeps its color from $what', async ({ file, gives }: Stored) => {
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

  it('stays sharp when an SVG is enlarged', async () => {
    const half = svg('<rect width="2" height="4" fill="red"/>', 'width="4" height="4"');
    const made = colorsOf(await mark(flat(100, 100), half, { scale: 1 }));
    expect([made[48], made[51]]).toEqual([RED, BLUE]);
  });

  it('fills its share when an SVG has no size', async () => {
    const red = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg"><rect width="4" height="4" fill="red"/></svg>',
    );
    const made = colorsOf(await mark(flat(100, 100), red, { scale: 1 }));
    expect([made[0], made[99], made.at(-1)]).toEqual([RED, RED, RED]);
  });

  it('is a mistake in the program where there is no such image', async () => {
    const params = watermark.params.parse({ image: 'toString' });
    const error = await failure(withImages({ logo: await pngOf(flat(1, 1)) })(flat(4, 4), params));
    expect(error).not.toBeInstanceOf(ImageError);
    expect(error.message).toBe(
      'there is no image "toString" for a watermark; choose one of the images ("logo"), or add it to `images`',
    );
    expect((await failure(withImages({})(flat(4, 4), params))).message).toContain(
      'for a watermark; add it to `images`',
    );
  });

  it.each`
    what           | file
    ${'no image'}  | ${() => Buffer.from('hello')}
    ${'no bytes'}  | ${() => Buffer.alloc(0)}
    ${'cut short'} | ${async () => (await pngOf(draw(64, 64, (x, y) => [x * y, x ^ y, x + y]))).subarray(0, 900)}
    ${'a giant'}   | ${() => svg('', 'width="10000" height="5001"')}
  `('is a mistake in the program where its file is $what', async ({ file }: Broken) => {
    const error = await failure(mark(flat(4, 4), await file()));
    expect(error).not.toBeInstanceOf(ImageError);
    expect(error.message).toMatch(/^the watermark image "logo" cannot be read \(.+\); give/);
  });
  interface Broken {
    file: () => Uint8Array | Promise<Uint8Array>;
  }

  it('needs the loader of its format, and no other', async () => {
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
});

/** The error that work fails with. */
const failure = async (work: Promise<unknown>): Promise<Error> => {
  const outcome = await work.catch((error: unknown) => error);
  if (outcome instanceof Error) return outcome;
  throw new Error('it did not fail');
};
