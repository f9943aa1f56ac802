import sharp from 'sharp';
import { open } from '../raster/sharp-input.ts';
import type { RecipeInput } from '../recipe.ts';
import { draw } from '../testing/apply.ts';
import { animation } from '../testing/index.ts';
import { make, makeOne } from '../testing/make.ts';

const flat = (colour: readonly number[], width = 40, height = 40): Promise<Buffer> =>
  open(draw(width, height, () => colour))
    .png()
    .toBuffer();

describe('the order', () => {
  it('is the same, whatever order a recipe is written in', async () => {
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
      round: 5,
      extend: { left: 4, background: '#00ff00' },
      flatten: true,
    };
    const original = await open(draw(40, 30, (x, y) => [x * 6, y * 8, 90]))
      .png()
      .toBuffer();
    const backwards = Object.fromEntries(Object.entries(steps).reverse());
    const { data } = await makeOne(original, steps);
    expect((await makeOne(original, backwards)).data).toEqual(data);
  });

  it('changes colours before it blurs them', async () => {
    const halves = await open(draw(40, 40, (x) => (x < 20 ? [0, 0, 0] : [255, 255, 255])))
      .png()
      .toBuffer();
    const duotone = { shadow: '#ff0000', highlight: '#0000ff' };
    const { pixel } = await makeOne(halves, { blur: 5, duotone });
    const [red, , blue] = pixel(20, 20);
    // Of red and blue, and not of the grey between black and white.
    expect(Math.abs(red + blue - 255)).toBeLessThan(8);
  });

  it('rounds the picture and puts the space around it, not the other way round', async () => {
    const made = await makeOne(await flat([200, 0, 0]), {
      extend: { top: 10, right: 10, bottom: 10, left: 10, background: '#0000ff' },
      round: 20,
    });
    expect([made.width, made.height]).toEqual([60, 60]);
    expect(made.pixel(0, 0)).toEqual([0, 0, 255, 255]);
    expect(made.pixel(10, 10)[3]).toBe(0);
    expect(made.pixel(30, 30)).toEqual([200, 0, 0, 255]);
  });

  it('flattens last: what was cut off shows the background, in formats with transparency too', async () => {
    const asked = { round: 'circle', background: '#00ff00', flatten: true } as const;
    const made = await make(await flat([200, 0, 0]), asked, { formats: ['png', 'webp', 'avif'] });
    for (const { pixel, alpha } of made) {
      const [red, green, , opacity] = pixel(0, 0);
      expect(green - red).toBeGreaterThan(200);
      expect(opacity).toBe(255);
      expect(alpha).toBe(false);
    }
  });

  it('lays a watermark over the finished picture, and cuts both to shape', async () => {
    const logo = await sharp({
      create: { width: 8, height: 8, channels: 3, background: '#0000ff' },
    })
      .png()
      .toBuffer();
    const asked: RecipeInput = {
      greyscale: true,
      watermark: { image: 'logo', scale: 1 },
      round: 10,
    };
    const made = await makeOne(await flat([200, 0, 0]), asked, { images: { logo } });
    expect(made.pixel(20, 20)).toEqual([0, 0, 255, 255]);
    expect(made.pixel(0, 0)[3]).toBe(0);
  });
});

describe('steps', () => {
  it.each<RecipeInput>([
    { normalise: true },
    { gamma: 2 },
    { modulate: { hue: 90 } },
    { greyscale: true },
    { tint: '#ff8800' },
    { duotone: { shadow: '#000044', highlight: '#ffff88' } },
    { blur: 2 },
    { sharpen: true },
    { pixelate: 4 },
    { round: 4 },
    { extend: { top: 5 } },
    { flatten: true },
  ])('keep every frame of an animation with %j', async (asked) => {
    const moving = await animation({ frames: 3, width: 20, height: 10, delay: [40, 50, 60] });
    const made = await makeOne(moving, { ...asked, animation: 'keep' }, { formats: ['webp'] });
    expect(made).toMatchObject({ width: 20, frames: 3, delay: [40, 50, 60] });
    const still = await makeOne(moving, asked, { formats: ['webp'] });
    const [x, y] = [10, made.height - 5];
    made.pixel(x, y, 0).forEach((value, channel) =>
      // Levels are those of all frames.
      expect(Math.abs(value - (still.pixel(x, y)[channel] ?? 0))).toBeLessThan(
        'normalise' in asked ? 256 : 4,
      ),
    );
    const brightness = [0, 1, 2].map((frame) => made.pixel(x, y, frame).reduce((a, b) => a + b));
    expect(brightness).toEqual(brightness.toSorted((a, b) => a - b));
  });
});
