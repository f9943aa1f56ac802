import { animation, decodeImage, photo, QUADRANTS } from './index.ts';

describe('images for tests', () => {
  it('include a photo as from a phone: 12 megapixels on their side, with a location', async () => {
    const phone = await photo({ width: 4000, height: 3000, orientation: 6, gps: true });
    const seen = await decodeImage(phone);
    expect(seen).toMatchObject({
      format: 'jpeg',
      width: 4000,
      height: 3000,
      orientation: 6,
      hasGps: true,
    });
    // The quadrant at the top left is stored at the bottom left.
    const [red, green, blue] = seen.pixel(1000, 2250);
    QUADRANTS.topLeft.forEach((value, channel) =>
      expect(Math.abs(value - ([red, green, blue][channel] ?? 0))).toBeLessThan(25),
    );
  });

  it('have no metadata by default', async () => {
    const { hasExif, hasGps, hasIcc } = await decodeImage(await photo({ width: 8, height: 8 }));
    expect([hasExif, hasGps, hasIcc]).toEqual([false, false, false]);
  });

  it('are deterministic', async () => {
    expect(await photo({ width: 80, height: 60 })).toEqual(await photo({ width: 80, height: 60 }));
    const moving = { frames: 3, width: 8, height: 8 };
    expect(await animation(moving)).toEqual(await animation(moving));
  });
});
