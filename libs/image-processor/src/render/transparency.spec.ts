import sharp from 'sharp';
import { photo } from '../testing/index.ts';
import { make, makeOne } from '../testing/make.ts';

/** Compares colors with a tolerance of 3, for lossy encoders. */
function expectColor(seen: readonly number[], color: readonly number[]): void {
  expect(seen).toHaveLength(color.length);
  seen.forEach((value, channel) =>
    expect(Math.abs(value - (color[channel] ?? 0))).toBeLessThanOrEqual(3),
  );
}

describe('transparency', () => {
  it.each`
    format    | padding      | background   | gives
    ${'png'}  | ${undefined} | ${'#ffffff'} | ${[0, 0, 0, 0]}
    ${'webp'} | ${undefined} | ${'#ffffff'} | ${[0, 0, 0, 0]}
    ${'jpeg'} | ${undefined} | ${'#0000ff'} | ${[0, 0, 255, 255]}
    ${'png'}  | ${'#00ff00'} | ${'#ffffff'} | ${[0, 255, 0, 255]}
    ${'jpeg'} | ${'#fff'}    | ${'#0000ff'} | ${[255, 255, 255, 255]}
  `(
    'is filled in the padding of a $format with $padding on $background',
    async ({
      format,
      padding,
      background,
      gives,
    }: {
      format: 'png' | 'webp' | 'jpeg';
      padding: string | undefined;
      background: string;
      gives: number[];
    }) => {
      const original = await photo({ width: 200, height: 100 });
      // The padding covers whole blocks of a JPEG: in a block with an edge no color is exact.
      const resize = {
        width: 64,
        height: 64,
        fit: 'contain',
        ...(padding && { background: padding }),
      } as const;
      const made = await makeOne(original, { resize, background }, { formats: [format] });
      expectColor(made.pixel(30, 3), gives);
      expectColor(made.pixel(30, 60), gives);
      expect(made.pixel(10, 24)[0]).toBeGreaterThan(150);
    },
  );

  it('is kept in formats that have it, and shows the background in others', async () => {
    const original = await photo({ width: 80, height: 60, alpha: true, format: 'png' });
    const asked = { resize: { width: 40 }, background: '#ff00ff' };
    const formats = ['avif', 'webp', 'png', 'jpeg'] as const;
    const made = await make(original, asked, { formats });
    expect(made.map(({ pixel }) => pixel(20, 25)[3])).toEqual([0, 0, 0, 255]);
    expectColor(made[3]?.pixel(20, 25) ?? [], [255, 0, 255, 255]);
    expect(made.map(({ alpha }) => alpha)).toEqual([true, true, true, false]);
  });

  it('is dropped where every pixel is opaque', async () => {
    const original = await sharp(await photo({ width: 60, height: 40 }))
      .ensureAlpha()
      .png()
      .toBuffer();
    for (const formats of [['avif'], ['png'], ['avif', 'webp', 'png']] as const) {
      for (const { data } of await make(original, { quality: 'auto' }, { formats })) {
        expect(await sharp(data).metadata()).toMatchObject({ hasAlpha: false });
      }
    }
  });
});
