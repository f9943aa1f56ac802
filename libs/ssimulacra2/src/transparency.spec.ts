import { createScorer, type RawImage } from './index.ts';
import { grain } from './testing/distortions.ts';
import { mapPixels, scene } from './testing/images.ts';

const compare = async (reference: RawImage, image: RawImage): Promise<number> =>
  (await createScorer(reference))(image);

describe('transparency', () => {
  it('makes no difference where every pixel is opaque', async () => {
    const image = scene(130, 120);
    const distorted = grain(image, 10);
    const opaque = (from: RawImage) => mapPixels(from, (levels) => [...levels, 255]);
    const score = await compare(image, distorted);
    expect(await compare(opaque(image), opaque(distorted))).toBe(score);
    expect(await compare(image, opaque(distorted))).toBe(score);
  });

  it('is compared over almost black and almost white, for the worse of both scores', async () => {
    const fading = mapPixels(scene(130, 120), (levels, x) => [...levels, 2 * x]);
    const distorted = mapPixels(fading, ([red = 0, green = 0, blue = 0, alpha = 0], x, y) => [
      red,
      green,
      blue,
      alpha - ((x ^ y) & 31),
    ]);
    const over = (image: RawImage, gray: number): RawImage =>
      mapPixels(image, ([red = 0, green = 0, blue = 0, alpha = 0]) =>
        [red, green, blue].map((level) => (level * alpha + gray * (255 - alpha)) / 255),
      );
    const [dark, bright] = [25.5, 229.5].map((gray) =>
      compare(over(fading, gray), over(distorted, gray)),
    );
    const [overDark = 0, overBright = 0] = [await dark, await bright];
    expect(Math.abs(overDark - overBright)).toBeGreaterThan(1);
    const worse = Math.min(overDark, overBright);
    expect(Math.abs((await compare(fading, distorted)) - worse)).toBeLessThan(0.3);
  });

  it('hides the colors of fully transparent pixels', async () => {
    const hidden = mapPixels(scene(130, 120), (levels, x) => [...levels, x < 50 ? 0 : 255]);
    const others = mapPixels(hidden, (levels, x) => (x < 50 ? [1, 2, 3, 0] : levels));
    expect(await compare(hidden, others)).toBe(100);
  });
});
