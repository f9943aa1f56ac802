import type { RecipeInput } from '../recipe/recipe.ts';
import { photo } from '../testing/index.ts';
import { makeOne } from '../testing/make.ts';
import { originOf, pixelMap } from './testing/pixel-map.ts';

describe('crop', () => {
  it.each`
    crop                                                        | size        | from
    ${{ left: 10, top: 5, width: 20, height: 15 }}              | ${[20, 15]} | ${[10, 5]}
    ${{ left: '25%', top: '50%', width: '50%', height: '50%' }} | ${[20, 15]} | ${[10, 15]}
    ${{ width: 7 }}                                             | ${[7, 30]}  | ${[0, 0]}
    ${{ left: 30, top: 20, width: 500, height: '100%' }}        | ${[10, 10]} | ${[30, 20]}
    ${{ left: '97.5%', width: '0.1%' }}                         | ${[1, 30]}  | ${[39, 0]}
  `(
    'of $crop keeps $size',
    async ({ crop, size, from }: { crop: RecipeInput['crop']; size: number[]; from: number[] }) => {
      const made = await makeOne(await pixelMap(), { crop });
      expect([made.width, made.height]).toEqual(size);
      expect(originOf(made)).toEqual(from);
    },
  );

  it('measures in the upright original', async () => {
    const original = await photo({ width: 60, height: 80, orientation: 6 });
    const { pixel } = await makeOne(original, {
      crop: { left: '50%', width: '50%', height: '50%' },
    });
    const [red, green] = pixel(20, 15);
    expect(green - red).toBeGreaterThan(100);
  });

  it('comes before the resize, whatever order the recipe is written in', async () => {
    const crop = { left: 20, top: 10, width: 20, height: 20 };
    const made = await makeOne(await pixelMap(), { resize: { width: 10 }, crop });
    expect([made.width, made.height]).toEqual([10, 10]);
    const [x = 0, y = 0] = originOf(made);
    expect(x).toBeGreaterThanOrEqual(20);
    expect(y).toBeGreaterThanOrEqual(10);
  });

  it('that starts beyond the edge of the image is an ImageError', async () => {
    for (const crop of [{ left: 40 }, { left: '100%' }]) {
      await expect(makeOne(await pixelMap(), { crop })).rejects.toMatchObject({
        code: 'outside',
        message: `the crop of it starts at left ${crop.left}, but the image ends at 40; start before that`,
      });
    }
  });
});
