import { sharpInput } from '../../raster/sharp-input.ts';
import { apply, colorsOf, draw, drawRow } from '../../testing/apply.ts';
import { contextWith } from '../../testing/context.ts';
import { applyStep } from '../../transform/apply-step.ts';
import { gamma } from './gamma.ts';

const grays = draw(256, 1, (x) => [x, x, x]);

describe('gamma', () => {
  it.each`
    gamma   | does           | gives
    ${2}    | ${'brightens'} | ${180}
    ${3}    | ${'brightens'} | ${202}
    ${0.5}  | ${'darkens'}   | ${64}
    ${0.34} | ${'darkens'}   | ${33}
  `('of $gamma $does the midtones', async ({ gamma: value, gives }: Case) => {
    const [middle] = colorsOf(await apply(gamma, drawRow([128, 128, 128]), value));
    expect(Math.abs((middle?.[0] ?? 0) - gives)).toBeLessThanOrEqual(1);
  });
  interface Case {
    gamma: number;
    gives: number;
  }

  it('changes nothing at 1', async () => {
    const settings = { background: '#ffffff', colorSpace: 'srgb' } as const;
    expect(await applyStep(gamma, 1, grays, settings, contextWith())).toBe(grays);
  });

  it('is in ^ (1 / gamma) within one level, and keeps black and white', async () => {
    for (let value = 0.34; value <= 3; value += 0.07) {
      const made = colorsOf(await apply(gamma, grays, value)).map(([red = 0]) => red);
      made.forEach((red, x) =>
        expect(Math.abs(red - 255 * (x / 255) ** (1 / value))).toBeLessThanOrEqual(1),
      );
      expect([made[0], made[255]]).toEqual([0, 255]);
    }
  });

  it('applies to each color channel, and keeps alpha', async () => {
    const made = await apply(gamma, drawRow([255, 64, 0, 0], [64, 128, 255, 77]), 2);
    expect(colorsOf(made)).toEqual([
      [255, 127, 0, 0],
      [127, 180, 255, 77],
    ]);
  });

  it.each([0.34, 1, 3])('accepts %p', (value) =>
    expect(gamma.params.safeParse(value).success).toBe(true),
  );
  it.each([0.339, 3.01, 0, '2'])('rejects %p', (value) =>
    expect(gamma.params.safeParse(value).success).toBe(false),
  );

  it("differs from sharp's own, which undoes itself and darkens white", async () => {
    const middle = await sharpInput(drawRow([128, 128, 128]))
      .gamma(2)
      .raw()
      .toBuffer();
    expect(middle.readUInt8(0)).toBeGreaterThanOrEqual(126);
    expect(middle.readUInt8(0)).toBeLessThanOrEqual(128);
    const white = await sharpInput(drawRow([255, 255, 255]))
      .gamma(1, 3)
      .raw()
      .toBuffer();
    expect(white.readUInt8(0)).toBe(254);
  });
});
