import { tilesOf } from './tiles.ts';

describe('tiles', () => {
  it('cover an image of up to a megapixel', () => {
    expect(tilesOf({ width: 1024, height: 1024 })).toMatchObject([
      { left: 0, top: 0, width: 1024, height: 1024, margin: { x: 0, y: 0 } },
    ]);
  });

  it('extend an image that is too small for all scales by a multiple of its sides', () => {
    expect(tilesOf({ width: 1, height: 40 })).toMatchObject([{ width: 113, height: 120 }]);
  });

  it.each([
    [1100, 1000, 524, 500],
    [4000, 3000, 512, 512],
    [3000, 1000, 512, 512],
    [400, 9000, 400, 655],
    [50, 100_000, 150, 1747],
    [2_000_000, 1, 2319, 113],
  ])(
    'of %i x %i pixels are four of %i x %i within the image, that overlap by a few rows at most',
    (width, height, across, down) => {
      const tiles = tilesOf({ width, height });
      expect(tiles).toHaveLength(4);
      for (const tile of tiles) {
        expect(tile).toMatchObject({ width: across, height: down });
        expect([tile.left % 16, tile.top % 16]).toEqual([0, 0]);
        expect(tile.left + tile.width).toBeLessThanOrEqual(Math.max(width, 150));
        expect(tile.top + tile.height).toBeLessThanOrEqual(Math.max(height, 150));
        for (const other of tiles) {
          const apart =
            Math.abs(tile.left - other.left) > across - 16 ||
            Math.abs(tile.top - other.top) > down - 16;
          expect(apart).toBe(tile !== other);
        }
      }
    },
  );
});
