import sharp from 'sharp';
import { OUTPUT_FORMATS, type OutputFormat } from '../formats.ts';
import { sharpInput } from '../raster/sharp-input.ts';
import type { RecipeInput } from '../recipe/recipe.ts';
import { draw } from '../testing/apply.ts';
import { animation, photo } from '../testing/index.ts';
import { make, makeOne } from '../testing/make.ts';

/** How like the exact picture a file of it is. */
async function scoreOf(data: Buffer, exact: Buffer): Promise<number> {
  const picture = async (bytes: Buffer) => {
    const { data, info } = await sharp(bytes, { animated: true })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height, channels: 3 as const };
  };
  const { createScorer } = await import('@thumbing/ssimulacra2');
  return (await createScorer(await picture(exact)))(await picture(data));
}

describe('the formats of a variant', () => {
  it('are those of the recipe, where it names some', async () => {
    const original = await photo({ width: 60, height: 40 });
    const made = await make(original, { formats: ['png', 'gif'] }, { formats: ['webp'] });
    expect(made.map(({ format }) => format)).toEqual(['png', 'gif']);
  });

  it('may be any that there is, at the size that is asked for', async () => {
    const original = await photo({ width: 60, height: 40 });
    for (const made of await make(
      original,
      { resize: { width: 30 } },
      { formats: OUTPUT_FORMATS },
    )) {
      expect([made.width, made.height]).toEqual([30, 20]);
      const [red, green, blue] = made.pixel(5, 5);
      expect(red - Math.max(green, blue)).toBeGreaterThan(100);
    }
  });
});

describe('what cannot be seen through', () => {
  it('has no channel that says so', async () => {
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

describe('the smallest format', () => {
  const smallest = (formats: OutputFormat[]): RecipeInput => ({ formats: { smallest: formats } });

  it('is the one with the fewest bytes of those that look the same', async () => {
    const original = await photo({ width: 200, height: 150 });
    const each = await make(original, { quality: 'auto', formats: ['jpeg', 'webp', 'avif'] });
    const made = await make(original, smallest(['jpeg', 'webp', 'avif']));
    expect(made).toHaveLength(1);
    expect(made[0]?.data.length).toBe(Math.min(...each.map(({ data }) => data.length)));
    expect(made[0]?.score).toBeGreaterThanOrEqual(70);
  });

  it('is lossless for what has few colors', async () => {
    const squares = sharpInput(
      draw(64, 64, (x, y) => (((x >> 3) + (y >> 3)) % 2 ? [255, 0, 0] : [0, 0, 255])),
    );
    const made = await makeOne(await squares.png().toBuffer(), smallest(['jpeg', 'png']));
    expect(made.format).toBe('png');
    expect(made.pixel(4, 4)).toEqual([0, 0, 255, 255]);
  });

  it('has transparency where the picture has it', async () => {
    const original = await photo({ width: 80, height: 60, alpha: true, format: 'png' });
    const made = await makeOne(original, smallest(['jpeg', 'webp', 'png']));
    expect(made.alpha).toBe(true);
    expect(made.pixel(40, 50)[3]).toBe(0);
  });

  it('moves where the picture does', async () => {
    const moving = await animation({ frames: 4, width: 30, height: 20 });
    const asked = { ...smallest(['jpeg', 'avif', 'gif', 'webp']), animation: 'keep' } as const;
    expect(await makeOne(moving, asked)).toMatchObject({ frames: 4 });
    expect(await makeOne(moving, { ...asked, animation: 'first-frame' })).toMatchObject({
      frames: 1,
    });
  });

  it('is one that can be as large', async () => {
    const tall = await photo({ width: 2, height: 17_000, format: 'png' });
    expect(await makeOne(tall, smallest(['avif', 'png']))).toMatchObject({ format: 'png' });
    await expect(makeOne(tall, smallest(['avif', 'webp']))).rejects.toMatchObject({
      code: 'too-many-pixels',
    });
  });

  it('is one that can do the least harm, where none shows the same', async () => {
    const original = await photo({ width: 80, height: 60, alpha: true, format: 'png' });
    expect(await makeOne(original, smallest(['jpeg']))).toMatchObject({ format: 'jpeg' });
    const poor = await makeOne(await photo({ width: 80, height: 60 }), {
      ...smallest(['jpeg', 'webp']),
      quality: 1,
    });
    expect(['jpeg', 'webp']).toContain(poor.format);
  });

  it('leaves out what has too many bytes, and says so when that is all', async () => {
    const original = await photo({ width: 200, height: 150 });
    const asked = { ...smallest(['png', 'webp']), maxBytes: 2_000 };
    expect(await makeOne(original, asked)).toMatchObject({ format: 'webp' });
    await expect(
      makeOne(original, { ...smallest(['png']), maxBytes: 2_000 }),
    ).rejects.toMatchObject({
      code: 'cannot-fit',
      message: expect.stringMatching(
        /^it\.png has [\d,]+ bytes at any quality, and maxBytes is 2,000: allow more, or make a smaller picture$/,
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

describe('a quality', () => {
  it.each(['avif', 'webp', 'jpeg'] as const)(
    'of %s that is `auto` looks as good as asked, with the fewest bytes',
    async (format) => {
      const original = await photo({ width: 300, height: 200 });
      const exact = (await makeOne(original, {}, { formats: ['png'] })).data;
      const sizes = [];
      for (const [auto, target] of [
        ['low', 30],
        ['medium', 50],
        ['high', 70],
      ] as const) {
        const made = await makeOne(original, { quality: { auto } }, { formats: [format] });
        expect(made.score).toBeGreaterThanOrEqual(target);
        expect(await scoreOf(made.data, exact)).toBeCloseTo(made.score ?? NaN, 5);
        const at = await makeOne(original, { quality: made.quality ?? NaN }, { formats: [format] });
        expect(at.data).toEqual(made.data);
        sizes.push(made.data.length);
      }
      expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
      const made = await makeOne(original, { quality: 'auto' }, { formats: [format] });
      expect(made.data.length).toBe(sizes[2]);
    },
  );

  it('that is higher gives a JPEG that scores higher', async () => {
    const original = await photo({ width: 300, height: 200 });
    const exact = (await makeOne(original, {}, { formats: ['png'] })).data;
    const scores: number[] = [];
    for (const quality of [10, 25, 40, 55, 70, 85, 95]) {
      const { data } = await makeOne(original, { quality }, { formats: ['jpeg'] });
      scores.push(await scoreOf(data, exact));
    }
    expect(scores).toEqual(scores.toSorted((one, other) => one - other));
    expect(scores[0]).toBeLessThan(30);
    expect(scores.at(-1)).toBeGreaterThan(65);
  });

  it('that is `auto` counts how much can be seen through', async () => {
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

  it('that is `auto` counts every frame of an animation', async () => {
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

  it('is said of every file that has one', async () => {
    const original = await photo({ width: 30, height: 20 });
    const asked: RecipeInput = { quality: 61, jpeg: { quality: 33 }, webp: { lossless: true } };
    const made = await make(original, asked, { formats: OUTPUT_FORMATS });
    expect(made.map(({ format, quality }) => [format, quality])).toEqual([
      ['avif', 61],
      ['webp', undefined],
      ['jpeg', 33],
      ['png', undefined],
      ['gif', undefined],
    ]);
  });

  it('is as high as the bytes allow, and no higher than asked', async () => {
    const original = await photo({ width: 300, height: 200 });
    for (const format of ['avif', 'webp', 'jpeg'] as const) {
      const free = await makeOne(original, { quality: 80 }, { formats: [format] });
      const maxBytes = Math.round(free.data.length * 0.6);
      const made = await makeOne(original, { quality: 80, maxBytes }, { formats: [format] });
      expect(made.data.length).toBeLessThanOrEqual(maxBytes);
      const next = (made.quality ?? NaN) + 1;
      const over = await makeOne(original, { quality: next }, { formats: [format] });
      expect(over.data.length).toBeGreaterThan(maxBytes);
      const roomy = await makeOne(
        original,
        { quality: 80, maxBytes: 1_000_000 },
        { formats: [format] },
      );
      expect(roomy.data).toEqual(free.data);
    }
  });

  it('that is looked for and has too many bytes gives way, and its score says how far', async () => {
    const original = await photo({ width: 300, height: 200 });
    const free = await makeOne(original, { quality: 'auto' }, { formats: ['webp'] });
    const maxBytes = Math.round(free.data.length * 0.6);
    const made = await makeOne(original, { quality: 'auto', maxBytes }, { formats: ['webp'] });
    expect(made.data.length).toBeLessThanOrEqual(maxBytes);
    expect(made.quality).toBeLessThan(free.quality ?? NaN);
    expect(made.score).toBeLessThan(free.score ?? NaN);
  });

  it('that cannot be low enough for the bytes is an ImageError', async () => {
    const original = await photo({ width: 300, height: 200 });
    await expect(makeOne(original, { maxBytes: 100 }, { formats: ['jpeg'] })).rejects.toMatchObject(
      {
        code: 'cannot-fit',
        message: expect.stringMatching(
          /^it\.jpeg has [\d,]+ bytes at quality 1, and maxBytes is 100/,
        ) as unknown,
      },
    );
  });
});

describe('options of a format', () => {
  const compare = async (format: OutputFormat, less: RecipeInput, more: RecipeInput) => {
    const original = await photo({ width: 200, height: 150 });
    const sizes = [];
    for (const asked of [less, more]) {
      sizes.push((await makeOne(original, asked, { formats: [format] })).data.length);
    }
    expect(sizes[0]).toBeLessThan(sizes[1] ?? 0);
  };

  it.each<[OutputFormat, string, RecipeInput, RecipeInput]>([
    [
      'avif',
      'chromaSubsampling',
      { avif: { chromaSubsampling: '4:2:0' } },
      { avif: { chromaSubsampling: '4:4:4' } },
    ],
    ['avif', 'lossless', {}, { avif: { lossless: true } }],
    ['webp', 'lossless', {}, { webp: { lossless: true } }],
    ['webp', 'effort', { webp: { effort: 6 } }, { webp: { effort: 0 } }],
    ['jpeg', 'chromaSubsampling', {}, { jpeg: { chromaSubsampling: '4:4:4' } }],
    ['jpeg', 'quality', { quality: 90, jpeg: { quality: 20 } }, { quality: 90 }],
    ['png', 'compressionLevel', { png: { compressionLevel: 9 } }, { png: { compressionLevel: 0 } }],
    ['png', 'palette', { png: { palette: true } }, {}],
    ['gif', 'colors', { gif: { colors: 4 } }, { gif: { colors: 256 } }],
    ['gif', 'dither', { gif: { dither: 0, colors: 16 } }, { gif: { dither: 1, colors: 16 } }],
  ])('of %s: %s decides how many bytes', (format, _, less, more) => compare(format, less, more));

  it('make a JPEG progressive or not', async () => {
    const original = await photo({ width: 64, height: 64 });
    for (const progressive of [true, false]) {
      const { data } = await makeOne(original, { jpeg: { progressive } }, { formats: ['jpeg'] });
      expect((await sharp(data).metadata()).isProgressive).toBe(progressive);
    }
  });

  it('keep every pixel where they say so', async () => {
    const original = await sharpInput(draw(16, 16, (x, y) => [x * 16, y * 16, 99]))
      .png()
      .toBuffer();
    for (const asked of [{ webp: { lossless: true } }, { png: {} }]) {
      const [format = 'png'] = Object.keys(asked) as OutputFormat[];
      const { pixel } = await makeOne(original, asked, { formats: [format] });
      expect(pixel(3, 7)).toEqual([48, 112, 99, 255]);
    }
  });
});
