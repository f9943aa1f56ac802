import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Materials } from '../overlay/overlay.ts';
import type { Pixels } from '../raster/pixels.ts';
import { sharpInput } from '../raster/sharp-input.ts';
import { EFFECTS } from '../recipe/steps.ts';
import { normalize } from '../steps/color/normalize.ts';
import { draw } from '../testing/apply.ts';
import { font } from '../testing/font.ts';
import type { DecodedImage } from '../testing/decode-image.ts';
import { makeOne } from '../testing/make.ts';
import { keysOf } from '../util/keys-of.ts';

const png = (pixels: Pixels): Promise<Buffer> => sharpInput(pixels).png().toBuffer();

describe('every effect', () => {
  const DELAY = [40, 50, 60];
  /** Pixels that a bar is wide: a third of a frame. */
  const BAR = 14;
  /** Gray frames, with a dark bar in another place in each: no effect makes two equal, which encoders would merge. */
  const GRAYS = [140, 180, 220];
  const colorAt = (frame: number, x: number) => {
    const gray = Math.floor(x / BAR) === frame ? 20 : (GRAYS[frame] ?? NaN);
    return [gray, gray, gray];
  };
  const tall = draw(3 * BAR, 90, (x, y) => colorAt(Math.floor(y / 30), x));
  const moving = sharpInput({ ...tall, height: 30, frames: 3 })
    .gif({ delay: DELAY })
    .toBuffer();
  let materials: Materials;
  let folder: string;
  let frames: Buffer[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'effects-'));
    frames = await Promise.all(
      GRAYS.map((_, frame) => png(draw(3 * BAR, 30, (x) => colorAt(frame, x)))),
    );
    const path = join(folder, 'squares.ttf');
    await writeFile(path, font({ family: 'Squares 4' }));
    materials = {
      images: { logo: await png(draw(8, 8, () => [255, 0, 0])) },
      fonts: { squares: path },
    };
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
  const points = (made: DecodedImage, frame?: number) =>
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
    const { pixel } = await makeOne(await png(tall), {
      normalize: normalize.example,
    });
    for (const frame of [0, 1, 2]) {
      expect(animated.pixel(20, 15, frame)).toEqual(pixel(20, 15 + 30 * frame));
    }
    expect(pixel(5, 15)[0]).toBeLessThan(10);
    expect(pixel(20, 75)[0]).toBeGreaterThan(240);
  });
});
