import sharp from 'sharp';
import { animation, photo } from '../testing/index.ts';
import { make, makeOne } from '../testing/make.ts';

describe.each(['gif', 'webp'] as const)('an animated %s', (format) => {
  const source = () =>
    animation({ frames: 4, width: 60, height: 40, format, delay: [100, 200, 300, 400], loop: 3 });

  it.each`
    asked
    ${{}}
    ${{ resize: { width: 30 } }}
    ${{ resize: { width: 30, height: 30, fit: 'cover' } }}
    ${{ resize: { width: 30, height: 30, fit: 'cover', position: 'attention' } }}
    ${{ resize: { width: 30, height: 30, fit: 'contain' } }}
  `('keeps frames, delays and loop with $asked', async ({ asked }: { asked: object }) => {
    const made = await makeOne(
      await source(),
      { ...asked, animation: 'keep' },
      { formats: ['webp'] },
    );
    expect(made).toMatchObject({ frames: 4, delay: [100, 200, 300, 400], loop: 3 });
    const { width, height, pixel } = made;
    const grays = [0, 1, 2, 3].map((frame) => pixel(width / 2, height / 2, frame)[0]);
    grays.forEach((gray, frame) => expect(Math.abs(gray - 20 * frame)).toBeLessThan(4));
  });

  it('becomes its first frame in other formats, and by default', async () => {
    const kept = await make(
      await source(),
      { animation: 'keep' },
      { formats: ['webp', 'jpeg', 'png', 'avif'] },
    );
    expect(kept.map(({ frames }) => frames)).toEqual([4, 1, 1, 1]);
    const still = await make(await source(), {}, { formats: ['webp', 'jpeg'] });
    expect(still.map(({ frames }) => frames)).toEqual([1, 1]);
    for (const { width, height } of [...kept, ...still]) {
      expect([width, height]).toEqual([60, 40]);
    }
  });

  it('stays a still image where it has one frame', async () => {
    const original = await photo({ width: 20, height: 20, format });
    const made = await makeOne(original, { animation: 'keep' }, { formats: ['webp'] });
    expect(made).toMatchObject({ frames: 1, delay: [] });
  });
});

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'rotates an animation of orientation %i upright',
  async (orientation) => {
    const width = orientation > 4 ? 20 : 40;
    const height = 60 - width;
    const upright = await photo({ width, height, orientation, format: 'png' });
    const still = await sharp(upright).removeAlpha().raw().toBuffer();
    const moving = await sharp(Buffer.concat([still, still.map((value) => value - 10)]), {
      raw: { width, height: 2 * height, channels: 3, pageHeight: height },
      animated: true,
    })
      .webp({ lossless: true, delay: [100, 100] })
      .withMetadata({ orientation })
      .toBuffer();
    const made = await makeOne(moving, { animation: 'keep' }, { formats: ['webp'] });
    expect(made).toMatchObject({ width: 40, height: 20, frames: 2 });
    for (const frame of [0, 1]) {
      const [red, green] = made.pixel(5, 5, frame);
      expect(red - green).toBeGreaterThan(100);
      const [, , blue] = made.pixel(5, 15, frame);
      expect(blue).toBeGreaterThan(150);
    }
  },
);
