import sharp from 'sharp';
import { sharpInput } from '../raster/sharp-input.ts';
import { recipe } from '../recipe/recipe.ts';
import { draw } from '../testing/apply.ts';
import { makeOne } from '../testing/make.ts';

const SIDES = ['top', 'right', 'bottom', 'left'];
const CORNERS = ['right top', 'right bottom', 'left bottom', 'left top'];
/** Positions of sharp in the American spelling. */
const GRAVITIES = Object.keys(sharp.gravity).filter((name) => name !== 'centre');
const NAMES = [...GRAVITIES, ...SIDES, ...CORNERS];

const ROOM = [
  { fit: 'cover', width: 20, height: 5 },
  { fit: 'cover', width: 5, height: 15 },
  { fit: 'contain', width: 30, height: 15 },
  { fit: 'contain', width: 20, height: 25 },
] as const;

describe('a position', () => {
  it.each(NAMES)('%s crops and pads as sharp does', async (position) => {
    // The color of each pixel encodes its position.
    const original = await sharpInput(draw(20, 15, (x, y) => [12 * x, 16 * y, 0]))
      .png()
      .toBuffer();
    for (const asked of ROOM) {
      const resize = { ...asked, position, background: '#0000ff' };
      const { data } = await makeOne(original, recipe.parse({ resize }));
      expect(await sharp(data).raw().toBuffer()).toEqual(
        await sharp(original).resize(resize).raw().toBuffer(),
      );
    }
  });

  it.each(Object.keys(sharp.strategy))('%s searches the part to keep', (position) => {
    const resize = { width: 20, height: 5, fit: 'cover', position };
    expect(recipe.parse({ resize })).toMatchObject({ resize });
  });

  it('is refused under another name, with the names to choose from', () => {
    const asked = recipe.safeParse({ resize: { width: 40, position: 'top right' } });
    expect(asked.error?.issues[0]?.message).toMatch(
      /^choose center, top, right top, .*, northwest/,
    );
  });
});
