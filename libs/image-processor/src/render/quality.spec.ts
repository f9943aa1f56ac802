import sharp from 'sharp';
import type { RecipeInput } from '../recipe/recipe.ts';
import { photo } from '../testing/index.ts';
import { make, makeOne } from '../testing/make.ts';

/** The SSIMULACRA2 score of a file relative to the exact image. */
async function scoreOf(data: Buffer, exact: Buffer): Promise<number> {
  const pixelsOf = async (bytes: Buffer) => {
    const { data, info } = await sharp(bytes, { animated: true })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height, channels: 3 as const };
  };
  const { createScorer } = await import('@thumbing/ssimulacra2');
  return (await createScorer(await pixelsOf(exact)))(await pixelsOf(data));
}

describe('a quality', () => {
  const original = photo({ width: 120, height: 80 });
  const exact = original.then(async (bytes) => (await makeOne(bytes, {})).data);

  it.each(['avif', 'webp', 'jpeg'] as const)(
    'of `auto` is the lowest of %s that reaches the target',
    async (format) => {
      const sizes = [];
      for (const [auto, target] of [
        ['low', 30],
        ['medium', 50],
        ['high', 70],
      ] as const) {
        const made = await makeOne(await original, { quality: { auto } }, { formats: [format] });
        expect(made.score).toBeGreaterThanOrEqual(target);
        expect(await scoreOf(made.data, await exact)).toBeCloseTo(made.score ?? NaN, 5);
        const at = await makeOne(
          await original,
          { quality: made.quality ?? NaN },
          { formats: [format] },
        );
        expect(at.data).toEqual(made.data);
        sizes.push(made.data.length);
      }
      expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
      const made = await makeOne(await original, { quality: 'auto' }, { formats: [format] });
      expect(made.data.length).toBe(sizes[2]);
    },
  );

  it('that is higher gives a JPEG with a higher score', async () => {
    const large = await photo({ width: 300, height: 200 });
    const { data: pixels } = await makeOne(large, {});
    const scores: number[] = [];
    for (const quality of [10, 25, 40, 55, 70, 85, 95]) {
      const { data } = await makeOne(large, { quality }, { formats: ['jpeg'] });
      scores.push(await scoreOf(data, pixels));
    }
    expect(scores).toEqual(scores.toSorted((one, other) => one - other));
    expect(scores[0]).toBeLessThan(30);
    expect(scores.at(-1)).toBeGreaterThan(65);
  });

  it('of `auto` considers transparency', async () => {
    const { data, info } = await sharp(await photo({ width: 100, height: 80 }))
      .grayscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const white = sharp({ create: { ...info, channels: 3, background: 'white' } });
    const veil = white.joinChannel(data, { raw: { ...info, channels: 1 } }).png();
    const { score, quality } = await makeOne(
      await veil.toBuffer(),
      { quality: 'auto' },
      { formats: ['avif'] },
    );
    expect(score).toBeGreaterThanOrEqual(70);
    expect(score).toBeLessThan(100);
    expect(quality).toBeGreaterThan(10);
  });

  it('of `auto` considers every frame of an animation', async () => {
    const size = { width: 90, height: 60 };
    const flat = sharp({ create: { ...size, channels: 3, background: '#888' } }).png();
    const frames = [await flat.toBuffer(), await photo(size)];
    const moving = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer();
    const asked = { quality: 'auto', animation: 'keep' } as const;
    const made = await makeOne(moving, asked, { formats: ['webp'] });
    expect(made.frames).toBe(2);
    expect(made.score).toBeCloseTo(await scoreOf(made.data, moving), 5);
    expect(made.score).toBeLessThan(100);
  });

  it('sets the number of bytes', async () => {
    for (const format of ['avif', 'webp', 'jpeg'] as const) {
      const sizes = [];
      for (const quality of [20, 95]) {
        sizes.push((await makeOne(await original, { quality }, { formats: [format] })).data.length);
      }
      expect(sizes[0]).toBeLessThan(sizes[1] ?? 0);
    }
  });

  it('is reported for every file that has one', async () => {
    const asked: RecipeInput = { quality: 61, jpeg: { quality: 33 }, webp: { lossless: true } };
    const formats = ['avif', 'webp', 'jpeg', 'png', 'gif'] as const;
    const made = await make(await original, asked, { formats });
    expect(made.map(({ format, quality }) => [format, quality])).toEqual([
      ['avif', 61],
      ['webp', undefined],
      ['jpeg', 33],
      ['png', undefined],
      ['gif', undefined],
    ]);
  });

  it('is as high as `maxBytes` allows, and no higher than requested', async () => {
    for (const format of ['avif', 'webp', 'jpeg'] as const) {
      const free = await makeOne(await original, { quality: 80 }, { formats: [format] });
      const maxBytes = Math.round(free.data.length * 0.6);
      const made = await makeOne(await original, { quality: 80, maxBytes }, { formats: [format] });
      expect(made.data.length).toBeLessThanOrEqual(maxBytes);
      const next = (made.quality ?? NaN) + 1;
      const over = await makeOne(await original, { quality: next }, { formats: [format] });
      expect(over.data.length).toBeGreaterThan(maxBytes);
      const roomy = await makeOne(
        await original,
        { quality: 80, maxBytes: 1_000_000 },
        { formats: [format] },
      );
      expect(roomy.data).toEqual(free.data);
    }
  });

  it('of `auto` is lowered to `maxBytes`, and its score with it', async () => {
    const free = await makeOne(await original, { quality: 'auto' }, { formats: ['webp'] });
    const maxBytes = Math.round(free.data.length * 0.6);
    const made = await makeOne(
      await original,
      { quality: 'auto', maxBytes },
      { formats: ['webp'] },
    );
    expect(made.data.length).toBeLessThanOrEqual(maxBytes);
    expect(made.quality).toBeLessThan(free.quality ?? NaN);
    expect(made.score).toBeLessThan(free.score ?? NaN);
  });

  it('that cannot be low enough for `maxBytes` is an ImageError', async () => {
    await expect(
      makeOne(await original, { maxBytes: 100 }, { formats: ['jpeg'] }),
    ).rejects.toMatchObject({
      code: 'cannot-fit',
      message: expect.stringMatching(
        /^it\.jpeg has [\d,]+ bytes at quality 1, and maxBytes is 100/,
      ) as unknown,
    });
  });
});
