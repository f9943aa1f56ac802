import type { RecipeInput } from '../recipe/recipe.ts';
import { animation, photo } from '../testing/index.ts';
import { make, makeOne } from '../testing/make.ts';
import { quadrantAt } from './testing/quadrants.ts';

describe('rotating and mirroring', () => {
  const original = photo({ width: 80, height: 60, format: 'png' });
  const corner = async (recipe: RecipeInput) =>
    quadrantAt(await makeOne(await original, recipe), 0.25, 0.25);

  it.each`
    recipe                        | shows
    ${{}}                         | ${'topLeft'}
    ${{ rotate: 90 }}             | ${'bottomLeft'}
    ${{ rotate: 180 }}            | ${'bottomRight'}
    ${{ rotate: -90 }}            | ${'topRight'}
    ${{ rotate: 360 }}            | ${'topLeft'}
    ${{ flip: true }}             | ${'bottomLeft'}
    ${{ flop: true }}             | ${'topRight'}
    ${{ flip: true, flop: true }} | ${'bottomRight'}
    ${{ flip: true, rotate: 90 }} | ${'bottomRight'}
    ${{ rotate: 90, flop: true }} | ${'topLeft'}
  `(
    'puts $shows at the top left after $recipe',
    async ({ recipe, shows }: { recipe: RecipeInput; shows: string }) => {
      expect(await corner(recipe)).toBe(shows);
      expect(await corner({ ...recipe, resize: { width: 20 } })).toBe(shows);
    },
  );

  it('keeps the size of the resize', async () => {
    const resize = { width: 30, height: 20, fit: 'cover' } as const;
    for (const rotate of [90, 45, -10]) {
      const made = await makeOne(await original, { rotate, resize });
      expect([made.width, made.height]).toEqual([30, 20]);
    }
  });

  it.each([30, 45, 100, -77, 333.3])(
    'shows the whole image at %d degrees, and the background beside it',
    async (rotate) => {
      const made = await make(
        await original,
        { rotate, background: '#00ff00' },
        { formats: ['png', 'jpeg'] },
      );
      const radians = (rotate * Math.PI) / 180;
      const [cos, sin] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))];
      for (const { width, height } of made) {
        expect([width, height]).toEqual([
          Math.round(80 * cos + 60 * sin),
          Math.round(80 * sin + 60 * cos),
        ]);
      }
      const [png, jpeg] = made;
      expect(png?.pixel(0, 0)[3]).toBe(0);
      const [red = 0, green = 0] = jpeg?.pixel(0, 0) ?? [];
      expect(green - red).toBeGreaterThan(200);
    },
  );

  it('rotates every frame of an animation', async () => {
    const moving = await animation({ frames: 3, width: 20, height: 10 });
    for (const format of ['webp', 'gif'] as const) {
      const made = await makeOne(moving, { rotate: 90, animation: 'keep' }, { formats: [format] });
      expect(made).toMatchObject({ width: 10, height: 20, frames: 3 });
      const grays = [0, 1, 2].map((frame) => made.pixel(5, 10, frame)[0]);
      grays.forEach((gray, frame) => expect(Math.abs(gray - 20 * frame)).toBeLessThan(6));
    }
  });
});
