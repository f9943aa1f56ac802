import { apply, colorsOf, draw, drawRow } from '../../testing/apply.ts';
import { matchingRegion } from '../../testing/matching-region.ts';
import { extend } from './extend.ts';

const orange = [200, 100, 50];
const parse = (params: unknown) => extend.params.parse(params);

describe('extend', () => {
  it('adds the requested pixels on each side', async () => {
    const params = parse({ top: 1, right: 2, bottom: 3, left: 4, background: '#0a141e' });
    const made = await apply(
      extend,
      draw(10, 5, () => orange),
      params,
    );
    expect(made).toMatchObject({ width: 16, height: 9, channels: 3 });
    expect(matchingRegion(made, ([red]) => red === 200)).toEqual({
      left: 4,
      top: 1,
      width: 10,
      height: 5,
    });
    expect(colorsOf(made)[0]).toEqual([10, 20, 30]);
    expect(extend.resized({ width: 10, height: 5 }, params)).toEqual({ width: 16, height: 9 });
  });

  it.each`
    background     | on                  | gives
    ${undefined}   | ${orange}           | ${[[0, 0, 0, 0], [...orange, 255]]}
    ${'#f00'}      | ${orange}           | ${[[255, 0, 0], orange]}
    ${'#c8643280'} | ${orange}           | ${[[...orange, 128], [...orange, 255]]}
    ${undefined}   | ${[...orange, 128]} | ${[[0, 0, 0, 0], [...orange, 128]]}
    ${'#f00'}      | ${[...orange, 3]}   | ${[[255, 0, 0, 255], [...orange, 3]]}
    ${'#ff000080'} | ${[...orange, 3]}   | ${[[255, 0, 0, 128], [...orange, 3]]}
  `('fills with $background beside $on', async ({ background, on, gives }: Case) => {
    const made = await apply(extend, drawRow(on), parse({ left: 1, background }));
    expect(colorsOf(made)).toEqual(gives);
  });
  interface Case {
    background: string | undefined;
    on: number[];
    gives: number[][];
  }

  it('accepts a single side', () => {
    expect(parse({ bottom: 16_383 })).toEqual({ top: 0, right: 0, bottom: 16_383, left: 0 });
  });

  it.each`
    params                              | says
    ${{}}                               | ${'give a top, right, bottom or left of at least 1 pixel'}
    ${{ top: 0, background: '#fff' }}   | ${'give a top, right, bottom or left of at least 1 pixel'}
    ${{ top: -1 }}                      | ${'"too_small"'}
    ${{ left: 16_384 }}                 | ${'"too_big"'}
    ${{ right: 1.5 }}                   | ${'"expected": "int"'}
    ${{ bottom: 1, background: 'red' }} | ${'write a color as'}
    ${{ bottom: 1, all: 2 }}            | ${'"unrecognized_keys"'}
  `('rejects $params', ({ params, says }: { params: unknown; says: string }) => {
    expect(extend.params.safeParse(params).error?.message).toContain(says);
  });
});
