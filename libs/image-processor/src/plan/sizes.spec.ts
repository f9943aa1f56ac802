import { sharpInput } from '../raster/sharp-input.ts';
import { recipe } from '../recipe/recipe.ts';
import { EFFECTS, GEOMETRY } from '../recipe/steps.ts';
import { draw } from '../testing/apply.ts';
import { makeOne } from '../testing/make.ts';
import { planFor } from '../testing/plan-for.ts';
import { keysOf } from '../util/keys-of.ts';

describe('the size of a plan', () => {
  const [width, height] = [60, 40];
  const original = sharpInput(draw(width, height, (x, y) => [x * 4, y * 6, 90]))
    .png()
    .toBuffer();
  // Overlays are composited onto an image, which keeps its size.
  const effects = keysOf(EFFECTS).filter((key) => EFFECTS[key].kind !== 'overlay');
  const all = { ...GEOMETRY, ...EFFECTS };

  it.each([...effects, 'rotate', 'flip', 'flop'] as const)(
    'is the size of the image that is made of it: %s',
    async (key) => {
      const asked = recipe.parse({ [key]: all[key].example });
      const { size } = planFor(asked, { left: 0, top: 0, width, height });
      expect(await makeOne(await original, asked)).toMatchObject(size);
    },
  );
});
