import type { OutputFormat } from '../formats.ts';
import { sharpInput } from '../raster/sharp-input.ts';
import type { RecipeInput } from '../recipe/recipe.ts';
import { draw } from '../testing/apply.ts';
import { animation, photo } from '../testing/index.ts';
import { make, makeOne, PATIENT } from '../testing/make.ts';

describe('the smallest format', () => {
  const transparent = photo({ width: 80, height: 60, alpha: true, format: 'png' });

  const smallest = (formats: OutputFormat[]): RecipeInput => ({ formats: { smallest: formats } });

  it('is the one with the fewest bytes among those that look the same', async () => {
    const original = await photo({ width: 80, height: 60 });
    const each = await make(original, { quality: 'auto', formats: ['jpeg', 'webp', 'avif'] });
    const made = await make(original, smallest(['jpeg', 'webp', 'avif']));
    expect(made).toHaveLength(1);
    expect(made[0]?.data.length).toBe(Math.min(...each.map(({ data }) => data.length)));
    expect(made[0]?.score).toBeGreaterThanOrEqual(70);
  });

  it('is lossless for an image of few colors', async () => {
    const squares = sharpInput(
      draw(64, 64, (x, y) => (((x >> 3) + (y >> 3)) % 2 ? [255, 0, 0] : [0, 0, 255])),
    );
    const made = await makeOne(await squares.png().toBuffer(), smallest(['jpeg', 'png']));
    expect(made.format).toBe('png');
    expect(made.pixel(4, 4)).toEqual([0, 0, 255, 255]);
  });

  it('keeps transparency', async () => {
    const made = await makeOne(await transparent, smallest(['jpeg', 'webp', 'png']));
    expect(made.alpha).toBe(true);
    expect(made.pixel(40, 50)[3]).toBe(0);
  });

  it('keeps an animation', async () => {
    const moving = await animation({ frames: 4, width: 30, height: 20 });
    const asked = { ...smallest(['jpeg', 'avif', 'gif', 'webp']), animation: 'keep' } as const;
    expect(await makeOne(moving, asked)).toMatchObject({ frames: 4 });
    expect(await makeOne(moving, { ...asked, animation: 'first-frame' })).toMatchObject({
      frames: 1,
    });
  });

  it('is one that can hold the size', async () => {
    const tall = await photo({ width: 2, height: 17_000, format: 'png' });
    expect(await makeOne(tall, smallest(['avif', 'png']), { limits: PATIENT })).toMatchObject({
      format: 'png',
    });
    await expect(
      makeOne(tall, smallest(['avif', 'webp']), { limits: PATIENT }),
    ).rejects.toMatchObject({
      code: 'too-many-pixels',
    });
  });

  it('is the closest one where none looks the same', async () => {
    expect(await makeOne(await transparent, smallest(['jpeg']))).toMatchObject({ format: 'jpeg' });
    const poor = await makeOne(await photo({ width: 80, height: 60 }), {
      ...smallest(['jpeg', 'webp']),
      quality: 1,
    });
    expect(['jpeg', 'webp']).toContain(poor.format);
  });

  it('excludes files that exceed `maxBytes`, and names each where all do', async () => {
    const original = await photo({ width: 120, height: 90 });
    const asked = { ...smallest(['png', 'webp']), maxBytes: 2_000 };
    expect(await makeOne(original, asked)).toMatchObject({ format: 'webp' });
    await expect(
      makeOne(original, { ...smallest(['png']), maxBytes: 2_000 }),
    ).rejects.toMatchObject({
      code: 'cannot-fit',
      message: expect.stringMatching(
        /^it\.png has [\d,]+ bytes at any quality, and maxBytes is 2,000; allow more, or ask for a smaller rendition$/,
      ) as unknown,
    });
    await expect(
      makeOne(original, { ...smallest(['png', 'webp']), maxBytes: 100 }),
    ).rejects.toMatchObject({
      code: 'cannot-fit',
      message: expect.stringMatching(
        /^it\.png has [\d,]+ bytes at any quality, .+; it\.webp has [\d,]+ bytes at quality 1, /,
      ) as unknown,
    });
  });
});
