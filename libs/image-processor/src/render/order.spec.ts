import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Materials } from '../overlay/overlay.ts';
import { sharpInput } from '../raster/sharp-input.ts';
import type { RecipeInput } from '../recipe/recipe.ts';
import { EFFECTS } from '../recipe/steps.ts';
import { normalize } from '../steps/color/normalize.ts';
import { draw } from '../testing/apply.ts';
import { font } from '../testing/font.ts';
import type { Look } from '../testing/look.ts';
import { make, makeOne } from '../testing/make.ts';
import { keysOf } from '../util/keys-of.ts';

const flat = (color: readonly number[], width = 40, height = 40): Promise<Buffer> =>
  sharpInput(draw(width, height, () => color))
    .png()
    .toBuffer();

describe('the order', () => {
  it('does not depend on the order of the recipe', async () => {
    const steps: RecipeInput = {
      crop: { width: 36 },
      rotate: 10,
      flop: true,
      resize: { width: 24 },
      gamma: 1.5,
      modulate: { saturation: 0.5 },
      tint: '#804020',
      blur: 1,
      sharpen: true,
      pixelate: 3,
      cornerRadius: 5,
      extend: { left: 4, background: '#00ff00' },
      flatten: true,
    };
    const original = await sharpInput(draw(40, 30, (x, y) => [x * 6, y * 8, 90]))
      .png()
      .toBuffer();
    const backwards = Object.fromEntries(Object.entries(steps).reverse());
    const { data } = await makeOne(original, steps);
    expect((await makeOne(original, backwards)).data).toEqual(data);
  });

  it('changes colors before it blurs them', async () => {
    const halves = await sharpInput(draw(40, 40, (x) => (x < 20 ? [0, 0, 0] : [255, 255, 255])))
      .png()
      .toBuffer();
    const duotone = { shadow: '#ff0000', highlight: '#0000ff' };
    const { pixel } = await makeOne(halves, { blur: 5, duotone });
    const [red, , blue] = pixel(20, 20);
    // A mixture of red and blue, not of the gray between black and white.
    expect(Math.abs(red + blue - 255)).toBeLessThan(8);
  });

  it('rounds the image before it extends it', async () => {
    const made = await makeOne(await flat([200, 0, 0]), {
      extend: { top: 10, right: 10, bottom: 10, left: 10, background: '#0000ff' },
      cornerRadius: 20,
    });
    expect([made.width, made.height]).toEqual([60, 60]);
    expect(made.pixel(0, 0)).toEqual([0, 0, 255, 255]);
    expect(made.pixel(10, 10)[3]).toBe(0);
    expect(made.pixel(30, 30)).toEqual([200, 0, 0, 255]);
  });

  it('flattens last: rounded corners show the background, also in formats with transparency', async () => {
    const asked = { cornerRadius: 'circle', background: '#00ff00', flatten: true } as const;
    const made = await make(await flat([200, 0, 0]), asked, { formats: ['png', 'webp', 'avif'] });
    for (const { pixel, alpha } of made) {
      const [red, green, , opacity] = pixel(0, 0);
      expect(green - red).toBeGreaterThan(200);
      expect(opacity).toBe(255);
      expect(alpha).toBe(false);
    }
  });

  it('lays a watermark over the finished image, and rounds both', async () => {
    const logo = await sharp({
      create: { width: 8, height: 8, channels: 3, background: '#0000ff' },
    })
      .png()
      .toBuffer();
    const asked: RecipeInput = {
      grayscale: true,
      watermark: { image: 'logo', scale: 1 },
      cornerRadius: 10,
    };
    const made = await makeOne(await flat([200, 0, 0]), asked, { images: { logo } });
    expect(made.pixel(20, 20)).toEqual([0, 0, 255, 255]);
    expect(made.pixel(0, 0)[3]).toBe(0);
  });
});

describe('every effect', () => {
  const DELAY = [40, 50, 60];
  /** Grays far enough from black and white that no effect makes two frames equal: encoders would merge them. */
  const GRAYS = [60, 100, 150];
  const grayAt = (frame: number) => Array.from({ length: 3 }, () => GRAYS[frame] ?? NaN);
  const tall = draw(40, 90, (_, y) => grayAt(Math.floor(y / 30)));
  const moving = sharpInput({ ...tall, height: 30, frames: 3 })
    .gif({ delay: DELAY })
    .toBuffer();
  let materials: Materials;
  let folder: string;
  let frames: Buffer[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'order-'));
    frames = await Promise.all(GRAYS.map((_, frame) => flat(grayAt(frame), 40, 30)));
    const path = join(folder, 'squares.ttf');
    await writeFile(path, font({ family: 'Squares 4' }));
    materials = { images: { logo: await flat([255, 0, 0], 8, 8) }, fonts: { squares: path } };
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** The same effect on the frames of an animation, and on a still image of each frame. */
  const both = async (key: keyof typeof EFFECTS) => {
    const asked = { [key]: EFFECTS[key].example, webp: { lossless: true } };
    // Pango keeps the fonts of a process, and Jest's workers share theirs.
    const options = { formats: ['webp'], isolate: key === 'caption', ...materials } as const;
    const animated = await makeOne(await moving, { ...asked, animation: 'keep' }, options);
    const stills = await Promise.all(frames.map((frame) => makeOne(frame, asked, options)));
    return { animated, stills };
  };
  const points = (made: Look, frame?: number) =>
    [0.05, 0.3, 0.5, 0.95].flatMap((x) =>
      [0.05, 0.5, 0.95].map((y) =>
        made.pixel(Math.floor(x * made.width), Math.floor(y * made.height), frame),
      ),
    );

  it.each(keysOf(EFFECTS).filter((key) => key !== 'normalize'))(
    'gives each frame of an animation the pixels of a still image: %s',
    async (key) => {
      const { animated, stills } = await both(key);
      expect(animated).toMatchObject({ frames: 3, delay: DELAY });
      stills.forEach((still, frame) => {
        expect([animated.width, animated.height]).toEqual([still.width, still.height]);
        expect(points(animated, frame)).toEqual(points(still));
      });
    },
  );

  it('stretches the levels of all frames together: normalize', async () => {
    const { animated } = await both('normalize');
    expect(animated).toMatchObject({ frames: 3, delay: DELAY });
    const { pixel } = await makeOne(await sharpInput(tall).png().toBuffer(), {
      normalize: normalize.example,
    });
    for (const frame of [0, 1, 2]) {
      expect(animated.pixel(20, 15, frame)).toEqual(pixel(20, 15 + 30 * frame));
    }
    expect(pixel(20, 15)[0]).toBeLessThan(10);
    expect(pixel(20, 75)[0]).toBeGreaterThan(240);
  });
});
