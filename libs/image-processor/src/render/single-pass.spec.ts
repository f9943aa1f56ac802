import sharp from 'sharp';
import { singlePass } from './single-pass.ts';
import { OUTPUT_FORMATS } from '../formats.ts';
import { recipe, type RecipeInput } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { animation, photo } from '../testing/index.ts';
import { contextWith } from '../testing/context.ts';
import { LIMITS } from '../testing/make.ts';
import { planOf } from '../testing/plan-for.ts';
import type { RenderOptions } from '../types.ts';

const options = (input: RecipeInput, formats: RenderOptions['formats'], more = {}) =>
  ({
    accept: ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'],
    limits: LIMITS,
    formats,
    variants: { it: recipe.parse(input), ...more },
  }) as const;

const shown = (file: Buffer): Promise<Buffer> => sharp(file).ensureAlpha().raw().toBuffer();

/** How far values are apart: at most, and on average. */
function distance(one: Buffer, other: Buffer): { most: number; mean: number } {
  const distances = Array.from(one, (value, at) => Math.abs(value - (other[at] ?? NaN)));
  const sum = distances.reduce((total, each) => total + each, 0);
  const most = distances.reduce((largest, each) => Math.max(largest, each), 0);
  return { most, mean: sum / distances.length };
}

const cover = (position: 'left' | 'attention' | 'entropy' | { x: number; y: number }) =>
  ({ resize: { width: 120, height: 120, fit: 'cover', position } }) as const;

describe('what is made at once', () => {
  const originals = {
    jpeg: () => photo({ width: 211, height: 157 }),
    'turned jpeg': () => photo({ width: 211, height: 157, orientation: 6 }),
    png: () => photo({ width: 211, height: 157, format: 'png', alpha: true }),
    'opaque png': () => photo({ width: 211, height: 157, format: 'png' }),
    webp: () => photo({ width: 211, height: 157, format: 'webp' }),
    gif: () => animation({ frames: 2, width: 211, height: 157 }),
    tiff: () => photo({ width: 211, height: 157, format: 'tiff' }),
    'jpeg in P3': async () =>
      sharp(await photo({ width: 211, height: 157, format: 'png' }))
        .withIccProfile('p3')
        .jpeg()
        .toBuffer(),
    'palette png': async () =>
      sharp(await photo({ width: 211, height: 157, format: 'png' }))
        .png({ palette: true })
        .toBuffer(),
  };
  const recipes: RecipeInput[] = [
    {},
    { resize: { width: 150 } },
    cover('left'),
    cover({ x: 0.9, y: 0.2 }),
    { crop: { left: 30, top: 20, width: 131, height: 105 } },
    { crop: { left: '10%', width: '60%' }, resize: { width: 110 }, quality: 60 },
    { crop: { width: 150 }, ...cover('left') },
    cover('attention'),
  ];

  it.each(Object.entries(originals))('of a %s is what is made in steps', async (_, make) => {
    const original = await make();
    for (const input of recipes) {
      for (const format of OUTPUT_FORMATS) {
        const alone = await render(original, options(input, [format]));
        const other = { other: recipe.parse({ ...input, flip: true }) };
        const both = await render(original, options(input, [format], other));
        const { value } = await both.renditions.next();
        const made = (await alone.renditions.next()).value;
        if (!made || !value) throw new Error('nothing was made');
        expect({ ...made, data: undefined }).toEqual({ ...value, data: undefined });
        // sharp rounds otherwise where it turns or looks for something in one go, and encoders make more of it.
        const { most, mean } = distance(await shown(made.data), await shown(value.data));
        if (format === 'png') expect(most).toBeLessThanOrEqual(3);
        expect(mean).toBeLessThan(2);
        await both.renditions.return();
      }
    }
  });

  it('has the placeholder of what it shows', async () => {
    const original = await photo({ width: 400, height: 300 });
    const input = { crop: { width: '40%', height: '40%' } };
    const { placeholder, renditions } = await render(original, options(input, ['webp']));
    await renditions.return();
    const { color, thumbhash } = await placeholder();
    expect(color).toMatch(/^#c.2.2./);
    expect(thumbhash).toMatch(/^[A-Za-z0-9+/]{20,40}={0,2}$/);
  });

  const isInOneGo = async (original: Buffer, asked: RenderOptions) => {
    const settled = await planOf(original, asked);
    return (await singlePass(original, settled, contextWith())) !== undefined;
  };

  it.each([
    { resize: { width: 200 } },
    cover('left'),
    cover('attention'),
    cover('entropy'),
    { crop: { width: 250 }, ...cover('attention') },
    { crop: { width: 200 }, resize: { width: 150 }, flatten: false },
    { quality: 30, webp: { effort: 0 } },
  ] satisfies RecipeInput[])('is the only file of %j', async (input) => {
    const original = await photo({ width: 300, height: 200 });
    expect(await isInOneGo(original, options(input, ['webp']))).toBe(true);
    expect(await isInOneGo(original, options(input, ['webp', 'jpeg']))).toBe(false);
    const other = { other: recipe.parse(input) };
    expect(await isInOneGo(original, options(input, ['webp'], other))).toBe(false);
  });

  it.each([
    { resize: { width: 40 } },
    { resize: { width: 120, height: 120, fit: 'contain' } },
    { flip: true },
    { trim: {} },
    { blur: 2 },
    { flatten: true },
    { quality: 'auto' },
    { maxBytes: 5_000 },
    { formats: { smallest: ['webp'] } },
    { colorSpace: 'p3' },
    { metadata: 'copyright' },
  ] satisfies RecipeInput[])('is nothing of %j', async (input) => {
    const original = await photo({ width: 300, height: 200 });
    expect(await isInOneGo(original, options(input, ['webp']))).toBe(false);
  });

  it('is no jpeg of what can be seen through, and nothing that moves', async () => {
    const transparent = await photo({ width: 300, height: 200, format: 'png', alpha: true });
    expect(await isInOneGo(transparent, options({}, ['jpeg']))).toBe(false);
    const moving = await animation({ frames: 2, width: 200, height: 120 });
    expect(await isInOneGo(moving, options({ animation: 'keep' }, ['webp']))).toBe(false);
    expect(await isInOneGo(moving, options({}, ['webp']))).toBe(true);
  });

  it('of a broken original is the same ImageError', async () => {
    const original = await photo({ width: 300, height: 200 });
    const cut = original.subarray(0, original.length / 2);
    await expect(render(cut, options({}, ['webp']))).rejects.toMatchObject({ code: 'corrupt' });
  });
});
