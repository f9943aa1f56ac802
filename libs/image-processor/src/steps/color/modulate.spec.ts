import type * as z from 'zod/mini';
import { sharpInput } from '../../raster/sharp-input.ts';
import { apply, colorsOf, drawRow } from '../../testing/apply.ts';
import { modulate } from './modulate.ts';

type ModulateParams = z.output<typeof modulate.params>;
const NEUTRAL: ModulateParams = { brightness: 1, saturation: 1, hue: 0, lightness: 0 };
const one = async (color: number[], params: Partial<ModulateParams>) => {
  const [made = []] = colorsOf(await apply(modulate, drawRow(color), { ...NEUTRAL, ...params }));
  return made;
};

describe('modulate', () => {
  it('changes nothing by default', async () => {
    const picture = drawRow([200, 100, 50, 255], [10, 20, 30, 40]);
    expect(modulate.params.parse({})).toEqual(NEUTRAL);
    expect(await apply(modulate, picture, NEUTRAL)).toEqual(picture);
  });

  it('multiplies by brightness: black stays black', async () => {
    expect(await one([0, 0, 0], { brightness: 2 })).toEqual([0, 0, 0]);
    expect(await one([64, 64, 64], { brightness: 2 })).toEqual([129, 129, 129]);
    expect(await one([129, 129, 129], { brightness: 0.5 })).toEqual([64, 64, 64]);
  });

  it('adds lightness: black becomes gray', async () => {
    expect(await one([0, 0, 0], { lightness: 20 })).toEqual([48, 48, 48]);
    expect(await one([200, 200, 200], { lightness: 100 })).toEqual([255, 255, 255]);
    expect(await one([200, 200, 200], { lightness: -100 })).toEqual([0, 0, 0]);
  });

  it('multiplies before it adds', async () => {
    expect(await one([0, 0, 0], { brightness: 10, lightness: 20 })).toEqual([48, 48, 48]);
  });

  it('lowers and raises the saturation', async () => {
    const [red = 0, green = 0, blue = 0] = await one([150, 100, 100], { saturation: 0 });
    expect([green, blue]).toEqual([red, red]);
    const [more = 0, less = 0] = await one([150, 100, 100], { saturation: 2 });
    expect(more).toBeGreaterThan(150);
    expect(less).toBeLessThan(100);
  });

  it('rotates the hue, in either direction and full circle', async () => {
    const [red = 0, green = 0, blue = 0] = await one([150, 100, 100], { hue: 120 });
    expect(green).toBeGreaterThan(red);
    expect(green).toBeGreaterThan(blue);
    expect(await one([150, 100, 100], { hue: -240 })).toEqual([red, green, blue]);
    expect(await one([150, 100, 100], { hue: 360 })).toEqual([150, 100, 100]);
    expect(await one([150, 100, 100], { hue: -360 })).toEqual([150, 100, 100]);
  });

  it('keeps alpha', async () => {
    const strong = { brightness: 3, saturation: 3, hue: 90, lightness: 10 };
    expect((await one([150, 100, 100, 77], strong))[3]).toBe(77);
    expect((await one([150, 100, 100, 0], strong))[3]).toBe(0);
    expect(await one([150, 100, 100], strong)).toHaveLength(3);
  });

  it('leaves saturated colors dark rather than black at a brightness of 0', async () => {
    expect(await one([128, 128, 128], { brightness: 0 })).toEqual([0, 0, 0]);
    const [, , blue] = await one([0, 0, 255], { brightness: 0 });
    expect(blue).toBeGreaterThan(100);
  });

  it.each([
    { brightness: 0 },
    { brightness: 10 },
    { saturation: 0 },
    { saturation: 10 },
    { hue: -360 },
    { hue: 360 },
    { lightness: -100 },
    { lightness: 100 },
  ])('accepts %j', (params) => expect(modulate.params.safeParse(params).success).toBe(true));

  it.each([
    { brightness: -0.1 },
    { brightness: 10.1 },
    { saturation: -0.1 },
    { saturation: 10.1 },
    { hue: -361 },
    { hue: 361 },
    { hue: 1.5 },
    { lightness: -100.1 },
    { lightness: 100.1 },
    { contrast: 1 },
  ])('rejects %j', (params) => expect(modulate.params.safeParse(params).success).toBe(false));

  it('needs whole degrees, because sharp does', () => {
    expect(() => sharpInput(drawRow([1, 2, 3])).modulate({ hue: 1.5 })).toThrow('hue');
  });
});
