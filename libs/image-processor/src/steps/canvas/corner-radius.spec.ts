import type * as z from 'zod/mini';
import type { Region } from '../../geometry/region.ts';
import { apply, colorsOf, draw, drawRow } from '../../testing/apply.ts';
import { matchingRegion } from '../../testing/matching-region.ts';
import { cornerRadius } from './corner-radius.ts';

type CornerRadiusParams = z.output<typeof cornerRadius.params>;

const orange = [200, 100, 50];
const flat = (width: number, height: number) => draw(width, height, () => orange);

/** The alpha of each pixel, in rows. */
async function alphaOf(picture: ReturnType<typeof flat>, params: CornerRadiusParams) {
  const alphas = colorsOf(await apply(cornerRadius, picture, params)).map(
    ([, , , alpha = NaN]) => alpha,
  );
  return Array.from({ length: picture.height }, (_, y) =>
    alphas.slice(y * picture.width, (y + 1) * picture.width),
  );
}
/** The visible area in pixels, with translucent ones counted in part. */
const areaOf = (alpha: number[][]) => alpha.flat().reduce((sum, value) => sum + value, 0) / 255;

describe('cornerRadius', () => {
  it.each`
    width  | height | params      | area
    ${60}  | ${40}  | ${12}       | ${60 * 40 - (4 - Math.PI) * 12 ** 2}
    ${60}  | ${40}  | ${1}        | ${60 * 40 - (4 - Math.PI)}
    ${60}  | ${40}  | ${20}       | ${60 * 40 - (4 - Math.PI) * 20 ** 2}
    ${60}  | ${40}  | ${16_383}   | ${60 * 40 - (4 - Math.PI) * 20 ** 2}
    ${41}  | ${77}  | ${100}      | ${41 * 77 - (4 - Math.PI) * 20.5 ** 2}
    ${60}  | ${40}  | ${'circle'} | ${Math.PI * 20 ** 2}
    ${41}  | ${77}  | ${'circle'} | ${Math.PI * 20.5 ** 2}
    ${101} | ${101} | ${'circle'} | ${Math.PI * 50.5 ** 2}
  `('of $params leaves the area of $width x $height that geometry gives', async (it: Case) => {
    const alpha = await alphaOf(flat(it.width, it.height), it.params);
    expect(Math.abs(areaOf(alpha) - it.area)).toBeLessThan(1.5);
  });
  interface Case {
    width: number;
    height: number;
    params: CornerRadiusParams;
    area: number;
  }

  it.each([7, 'circle'] as const)('of %p is the same for all corners', async (params) => {
    const alpha = await alphaOf(flat(30, 20), params);
    expect(alpha).toEqual(alpha.toReversed());
    expect(alpha).toEqual(alpha.map((row) => row.toReversed()));
  });

  it('has a smooth edge', async () => {
    expect((await alphaOf(flat(20, 20), 4)).slice(0, 5).map((row) => row.slice(0, 5))).toEqual([
      [0, 51, 176, 246, 255],
      [51, 246, 255, 255, 255],
      [176, 255, 255, 255, 255],
      [246, 255, 255, 255, 255],
      [255, 255, 255, 255, 255],
    ]);
  });

  it.each`
    width | height | circle
    ${30} | ${20}  | ${{ left: 5, top: 0, width: 20, height: 20 }}
    ${20} | ${30}  | ${{ left: 0, top: 5, width: 20, height: 20 }}
    ${20} | ${31}  | ${{ left: 0, top: 6, width: 20, height: 20 }}
  `(
    'puts the circle in the middle of $width x $height',
    async ({ width, height, circle }: Middle) => {
      const made = await apply(cornerRadius, flat(width, height), 'circle');
      expect(made).toMatchObject({ width, height, channels: 4 });
      expect(matchingRegion(made, ([, , , alpha]) => alpha !== 0)).toEqual(circle);
    },
  );
  interface Middle {
    width: number;
    height: number;
    circle: Region;
  }

  it('keeps the colors of visible pixels', async () => {
    const made = colorsOf(await apply(cornerRadius, flat(20, 20), 6));
    for (const color of made) expect(color.slice(0, 3)).toEqual(color[3] ? orange : [0, 0, 0]);
  });

  it('keeps transparent pixels transparent', async () => {
    const faint = draw(20, 20, (x) => [...orange, x < 10 ? 0 : 100]);
    const alpha = await alphaOf(faint, 4);
    expect(alpha[10]).toEqual(Array.from({ length: 20 }, (_, x) => (x < 10 ? 0 : 100)));
    expect(alpha[0]?.slice(16)).toEqual([96, 69, 20, 0]);
  });

  it('works on the smallest images', async () => {
    expect(colorsOf(await apply(cornerRadius, drawRow(orange), 'circle'))).toEqual([
      [...orange, 255],
    ]);
    expect(await alphaOf(flat(1, 1), 16_383)).toEqual([[255]]);
    expect(await alphaOf(flat(3, 1), 'circle')).toEqual([[0, 255, 0]]);
    expect(await alphaOf(flat(1, 3), 5)).toEqual([[255], [255], [255]]);
    expect(await alphaOf(flat(2, 2), 1)).toEqual([
      [202, 202],
      [202, 202],
    ]);
  });

  it.each([1, 16_383, 'circle'])('accepts %p', (params) =>
    expect(cornerRadius.params.safeParse(params).success).toBe(true),
  );
  it.each([0, 16_384, 1.5, '12', 'square', true])('rejects %p', (params) =>
    expect(cornerRadius.params.safeParse(params).success).toBe(false),
  );
});
