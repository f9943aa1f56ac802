import sharp from 'sharp';
import { sharpInput } from '../raster/sharp-input.ts';
import type { RecipeInput } from '../recipe/recipe.ts';
import { draw } from '../testing/apply.ts';
import { make, makeOne } from '../testing/make.ts';

const flat = (color: readonly number[]): Promise<Buffer> =>
  sharpInput(draw(40, 40, () => color))
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
