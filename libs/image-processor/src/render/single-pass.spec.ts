import { SOURCE_FORMATS } from '../formats.ts';
import { recipe, type Recipe, type RecipeInput } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { contextWith } from '../testing/context.ts';
import { animation, photo } from '../testing/index.ts';
import { LIMITS } from '../testing/make.ts';
import { planOf } from '../testing/plan-for.ts';
import type { RenderOptions } from '../types.ts';
import { singlePass } from './single-pass.ts';

const options = (
  input: RecipeInput,
  formats: RenderOptions['formats'],
  others: Readonly<Record<string, Recipe>> = {},
): RenderOptions => ({
  accept: SOURCE_FORMATS,
  limits: LIMITS,
  formats,
  variants: { it: recipe.parse(input), ...others },
});

const cover = (position: 'left' | 'attention' | 'entropy') =>
  ({ resize: { width: 120, height: 120, fit: 'cover', position } }) as const;

describe('a single pass', () => {
  it('makes the placeholder of the part that is shown', async () => {
    const original = await photo({ width: 400, height: 300 });
    const input = { crop: { width: '40%', height: '40%' } };
    const { placeholder, renditions } = await render(original, options(input, ['webp']));
    await renditions.return();
    const { color, thumbhash } = await placeholder();
    expect(color).toMatch(/^#c.2.2./);
    expect(thumbhash).toMatch(/^[A-Za-z0-9+/]{20,40}={0,2}$/);
  });

  const isSinglePass = async (original: Buffer, asked: RenderOptions) => {
    const plan = await planOf(original, asked);
    return (await singlePass(original, plan, contextWith())) !== undefined;
  };

  it.each([
    { resize: { width: 200 } },
    cover('left'),
    cover('attention'),
    cover('entropy'),
    { crop: { width: 250 }, ...cover('attention') },
    { crop: { width: 200 }, resize: { width: 150 }, flatten: false },
    { quality: 30, webp: { effort: 0 } },
  ] satisfies RecipeInput[])('makes the only file of %j', async (input) => {
    const original = await photo({ width: 300, height: 200 });
    expect(await isSinglePass(original, options(input, ['webp']))).toBe(true);
    expect(await isSinglePass(original, options(input, ['webp', 'jpeg']))).toBe(false);
    const other = { other: recipe.parse(input) };
    expect(await isSinglePass(original, options(input, ['webp'], other))).toBe(false);
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
  ] satisfies RecipeInput[])('is not possible for %j', async (input) => {
    const original = await photo({ width: 300, height: 200 });
    expect(await isSinglePass(original, options(input, ['webp']))).toBe(false);
  });

  it('makes no JPEG of a transparent image, and no animation', async () => {
    const transparent = await photo({ width: 300, height: 200, format: 'png', alpha: true });
    expect(await isSinglePass(transparent, options({}, ['jpeg']))).toBe(false);
    const moving = await animation({ frames: 2, width: 200, height: 120 });
    expect(await isSinglePass(moving, options({ animation: 'keep' }, ['webp']))).toBe(false);
    expect(await isSinglePass(moving, options({}, ['webp']))).toBe(true);
  });

  it('of a damaged original throws the same ImageError', async () => {
    const original = await photo({ width: 300, height: 200 });
    const cut = original.subarray(0, original.length / 2);
    await expect(render(cut, options({}, ['webp']))).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('is the only one over a damaged original, unless its encoder has the same messages', async () => {
    const original = await photo({ width: 300, height: 200 });
    const cut = original.subarray(0, original.length / 2);
    await expect(isSinglePass(cut, options({}, ['webp']))).rejects.toMatchObject({
      code: 'corrupt',
    });
    expect(await isSinglePass(cut, options({}, ['jpeg']))).toBe(false);
  });
});
