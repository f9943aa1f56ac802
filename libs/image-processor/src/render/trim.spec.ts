import { sharpInput } from '../raster/sharp-input.ts';
import type { RecipeInput } from '../recipe/recipe.ts';
import { draw, type Color } from '../testing/apply.ts';
import { animation, photo } from '../testing/index.ts';
import { makeOne } from '../testing/make.ts';

describe('trim', () => {
  const framed = (edge: Color, inside: Color): Promise<Buffer> =>
    sharpInput(draw(40, 30, (x, y) => (x >= 10 && x < 30 && y >= 8 && y < 20 ? inside : edge)))
      .png()
      .toBuffer();

  it('removes edges of one color', async () => {
    const made = await makeOne(await framed([255, 255, 255], [200, 0, 0]), { trim: {} });
    expect([made.width, made.height]).toEqual([20, 12]);
    expect(made.pixel(0, 0)).toEqual([200, 0, 0, 255]);
  });

  it('removes transparent edges', async () => {
    const made = await makeOne(await framed([0, 0, 0, 0], [200, 0, 0, 255]), { trim: {} });
    expect([made.width, made.height]).toEqual([20, 12]);
  });

  it.each`
    trim                         | size
    ${{ margin: 3 }}             | ${[26, 18]}
    ${{ margin: 500 }}           | ${[40, 30]}
    ${{ background: '#00ff00' }} | ${[40, 30]}
    ${{ threshold: 255 }}        | ${[40, 30]}
  `(
    'leaves $size with $trim',
    async ({ trim, size }: { trim: RecipeInput['trim']; size: number[] }) => {
      const made = await makeOne(await framed([255, 255, 255], [200, 0, 0]), { trim });
      expect([made.width, made.height]).toEqual(size);
    },
  );

  it('leaves an image of one color as it is', async () => {
    const made = await makeOne(await framed([9, 9, 9], [9, 9, 9]), { trim: { margin: 2 } });
    expect([made.width, made.height]).toEqual([40, 30]);
  });

  it('comes after the crop and before the resize', async () => {
    const bytes = await framed([255, 255, 255], [200, 0, 0]);
    const made = await makeOne(bytes, {
      resize: { width: 10 },
      trim: {},
      crop: { left: 0, top: 0, width: 20, height: 30 },
    });
    expect([made.width, made.height]).toEqual([10, 12]);
    expect(made.pixel(0, 0)).toEqual([200, 0, 0, 255]);
  });

  it('leaves an image that is too small to have edges', async () => {
    for (const [width, height] of [
      [1, 1],
      [2, 40],
      [40, 2],
    ] as const) {
      const made = await makeOne(await photo({ width, height, format: 'png' }), { trim: {} });
      expect([made.width, made.height]).toEqual([width, height]);
    }
  });

  it('finds the edges of an animation in its first frame', async () => {
    const moving = await animation({ frames: 3, width: 10, height: 10 });
    const made = await makeOne(moving, { trim: {}, animation: 'keep' }, { formats: ['webp'] });
    expect(made).toMatchObject({ width: 10, height: 10, frames: 3 });
  });
});
