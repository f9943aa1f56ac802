import sharp from 'sharp';
import { OUTPUT_FORMATS, type OutputFormat } from '../formats.ts';
import { sharpInput } from '../raster/sharp-input.ts';
import type { RecipeInput } from '../recipe/recipe.ts';
import { draw } from '../testing/apply.ts';
import { photo } from '../testing/index.ts';
import { make, makeOne } from '../testing/make.ts';

describe('the formats of a variant', () => {
  it('are those that the recipe names, if any', async () => {
    const original = await photo({ width: 60, height: 40 });
    const made = await make(original, { formats: ['png', 'gif'] }, { formats: ['webp'] });
    expect(made.map(({ format }) => format)).toEqual(['png', 'gif']);
  });

  it('may be any format, at the requested size', async () => {
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

describe('options of a format', () => {
  const original = photo({ width: 200, height: 150 });
  const compare = async (format: OutputFormat, less: RecipeInput, more: RecipeInput) => {
    const sizes = [];
    for (const asked of [less, more]) {
      sizes.push((await makeOne(await original, asked, { formats: [format] })).data.length);
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
  ])('of %s: %s changes the number of bytes', (format, _, less, more) =>
    compare(format, less, more),
  );

  it('make a JPEG progressive or not', async () => {
    const original = await photo({ width: 64, height: 64 });
    for (const progressive of [true, false]) {
      const { data } = await makeOne(original, { jpeg: { progressive } }, { formats: ['jpeg'] });
      expect((await sharp(data).metadata()).isProgressive).toBe(progressive);
    }
  });

  it('keep every pixel where they are lossless', async () => {
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
