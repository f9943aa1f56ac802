import { createScorer, type RawImage } from './index.ts';
import { bands, blocks, blur, grain, tint } from './testing/distortions.ts';
import { paint, pixelAt, scene } from './testing/images.ts';

const DISTORTIONS = { grain, bands, blur, blocks, tint };

const compare = async (reference: RawImage, image: RawImage): Promise<number> =>
  (await createScorer(reference))(image);

describe('a score', () => {
  // Expected scores are those of the crate ssimulacra2 0.5.1 (https://crates.io/crates/ssimulacra2):
  // `compute_frame_ssimulacra2` of both images as `Rgb` of levels / 255, sRGB and BT.709. The crate
  // rounds more, hence the tenths where little differs.
  it.each([
    { width: 113, height: 113, distortion: 'grain', by: 6, score: 83.15 },
    { width: 113, height: 113, distortion: 'grain', by: 40, score: 22.13 },
    { width: 113, height: 113, distortion: 'blocks', by: 0.6, score: -20.55 },
    { width: 160, height: 120, distortion: 'bands', by: 3, score: 93.67 },
    { width: 160, height: 120, distortion: 'bands', by: 20, score: 62.62 },
    { width: 160, height: 120, distortion: 'tint', by: 40, score: 40.38 },
    { width: 257, height: 131, distortion: 'blur', by: 0.1, score: 84.22 },
    { width: 257, height: 131, distortion: 'blur', by: 1, score: 48.23 },
    { width: 257, height: 131, distortion: 'tint', by: 3, score: 94.35 },
    { width: 400, height: 300, distortion: 'blocks', by: 0.05, score: 87.75 },
    { width: 400, height: 300, distortion: 'bands', by: 20, score: 29.16 },
    { width: 400, height: 300, distortion: 'grain', by: 16, score: 40.26 },
  ] as const)(
    'of $width x $height pixels with $distortion of $by agrees with the reference implementation',
    async ({ width, height, distortion, by, score }) => {
      const image = scene(width, height);
      const found = await compare(image, DISTORTIONS[distortion](image, by));
      expect(Math.abs(found - score)).toBeLessThan(0.3);
    },
  );

  it('of a large image compares a megapixel, and is close to the reference of all pixels', async () => {
    const image = scene(1600, 1200);
    const found = await compare(image, grain(image, 6));
    expect(Math.abs(found - 75.39)).toBeLessThan(1);
  });

  it('is 100 for an image and itself, at any size', async () => {
    for (const [width, height] of [
      [1, 1],
      [1, 300],
      [7, 9],
      [113, 112],
      [331, 257],
    ] as const) {
      const image = scene(width, height);
      expect(await compare(image, image)).toBe(100);
    }
  });

  it.each([
    [1, 1],
    [2, 3],
    [8, 8],
    [90, 5],
    [96, 96],
    [1, 900],
    [64, 131],
  ])('tells a small difference from a large one at %i x %i pixels', async (width, height) => {
    const image = scene(width, height);
    const score = await createScorer(image);
    const [little, much] = [await score(tint(image, 3)), await score(tint(image, 30))];
    expect(little).toBeLessThan(100);
    expect(little).toBeGreaterThan(85);
    expect(much).toBeLessThan(little - 5);
  });

  it('of a small image is that of the image extended by its mirror images', async () => {
    const small = scene(60, 100);
    const mirrored = (image: RawImage): RawImage =>
      paint(120, 200, (x, y) => pixelAt(image, x < 60 ? x : 119 - x, y < 100 ? y : 199 - y));
    const distorted = grain(small, 20);
    expect(await compare(small, distorted)).toBe(
      await compare(mirrored(small), mirrored(distorted)),
    );
  });
});
