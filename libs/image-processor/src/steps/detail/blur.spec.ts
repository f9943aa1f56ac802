import { sharpInput } from '../../raster/sharp-input.ts';
import { apply, colorsOf, draw } from '../../testing/apply.ts';
import { blur } from './blur.ts';

/** Black on the left, white on the right. */
const edge = draw(400, 3, (x) => (x < 200 ? [0, 0, 0] : [255, 255, 255]));

describe('blur', () => {
  it.each([0.5, 1, 2, 3.9, 4, 5, 10, 20, 40])('is as wide as a sigma of %p', async (sigma) => {
    expect(spread(await apply(blur, edge, sigma)) / sigma).toBeCloseTo(1, 0.5);
  });

  it('has an effect at the lowest sigma', async () => {
    expect(await apply(blur, edge, 0.3)).not.toEqual(edge);
  });

  it('does not change flat images, and keeps opaque ones opaque', async () => {
    const flat = draw(40, 40, () => [255, 128, 77, 255]);
    for (const sigma of [0.3, 0.5, 0.9, 1.25, 2, 3.9, 4, 14.5, 25, 100]) {
      expect(await apply(blur, flat, sigma)).toEqual(flat);
    }
  });

  it('blurs images that are smaller than its mask', async () => {
    const dot = draw(1, 1, () => [200, 100, 50]);
    const line = draw(1, 7, () => [200, 100, 50, 255]);
    for (const sigma of [0.3, 3.9, 4, 100]) {
      expect(await apply(blur, dot, sigma)).toEqual(dot);
      expect(await apply(blur, line, sigma)).toEqual(line);
    }
  });

  it.each([3, 50])('ignores the color of transparent pixels, at a sigma of %p', async (sigma) => {
    const cutout = draw(40, 40, (x) => (x < 20 ? [200, 100, 50, 255] : [0, 255, 0, 0]));
    for (const [red = 0, green = 0, , alpha = 0] of colorsOf(await apply(blur, cutout, sigma))) {
      if (alpha > 128) expect([red > 190, green < 110]).toEqual([true, true]);
    }
  });

  it('softens the edges of opaque areas', async () => {
    const cutout = draw(40, 40, (x) => [200, 100, 50, x < 20 ? 255 : 0]);
    const alphas = colorsOf(await apply(blur, cutout, 3)).map(([, , , alpha]) => alpha);
    expect(alphas[0]).toBe(255);
    expect(alphas[39]).toBe(0);
    expect(alphas[19]).toBeGreaterThan(128);
    expect(alphas[20]).toBeGreaterThan(64);
    expect(alphas[20]).toBeLessThan(128);
  });

  it.each([0.3, 100])('accepts %p', (sigma) =>
    expect(blur.params.safeParse(sigma).success).toBe(true),
  );
  it.each([0.29, 100.1, true])('rejects %p', (sigma) =>
    expect(blur.params.safeParse(sigma).success).toBe(false),
  );

  it("differs from sharp's default, which does nothing, too little, or shifts flat areas", async () => {
    const bySharp = async (
      pixels: typeof edge,
      options: Parameters<ReturnType<typeof sharpInput>['blur']>[0],
    ) => ({
      ...pixels,
      data: await sharpInput(pixels).blur(options).raw().toBuffer(),
    });
    expect(await bySharp(edge, 0.5)).toEqual(edge);
    expect(spread(await bySharp(edge, 5))).toBeLessThan(4.2);
    const white = draw(20, 20, () => [255, 255, 255]);
    expect(await bySharp(white, 1.25)).not.toEqual(white);
    const black = draw(20, 20, () => [0, 0, 0]);
    expect(await bySharp(white, { sigma: 0.3, precision: 'approximate' })).toEqual(black);
  });
});

/** The standard deviation of a blurred edge. */
function spread({ data, width }: typeof edge): number {
  const row = Array.from({ length: width }, (_, x) => data.readUInt8((width + x) * 3));
  const steps = row.map((value, x) => (value - (row[x - 1] ?? 0)) / 255);
  const mean = steps.reduce((sum, step, x) => sum + step * x, 0);
  return Math.sqrt(steps.reduce((sum, step, x) => sum + step * (x - mean) ** 2, 0));
}
