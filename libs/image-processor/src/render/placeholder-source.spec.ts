import { decodeSources } from './multi-pass.ts';
import { placeholderSource } from './placeholder-source.ts';
import { recipe, type RecipeInput } from '../recipe/recipe.ts';
import { planOf } from '../testing/plan-for.ts';
import { animation, photo } from '../testing/index.ts';
import { contextWith } from '../testing/context.ts';
import { LIMITS } from '../testing/make.ts';

describe('the source of a placeholder', () => {
  const pixelsOf = async (original: Buffer, inputs: readonly RecipeInput[]) => {
    const variants = Object.fromEntries(inputs.map((input, n) => [`v${n}`, recipe.parse(input)]));
    const accept = ['jpeg', 'gif'] as const;
    const options = { accept, formats: ['webp'], limits: LIMITS, variants } as const;
    const plan = await planOf(original, options);
    const context = contextWith();
    const sources = await decodeSources(original, plan, context);
    const source = await placeholderSource(original, plan.header, sources, context);
    return (await source()).pixels;
  };
  const sourceOf = async (...inputs: RecipeInput[]) =>
    pixelsOf(await photo({ width: 400, height: 300 }), inputs);
  const small: RecipeInput = { resize: { width: 120 } };

  it('is the smallest image of the whole original', async () => {
    expect(await sourceOf({}, small, { resize: { width: 200 } })).toMatchObject({
      width: 120,
      height: 90,
    });
  });

  it.each<[string, RecipeInput]>([
    ['is too small', { resize: { width: 99 } }],
    ['is cropped', { resize: { width: 100, height: 80, fit: 'cover' } }],
    ['is stretched', { resize: { width: 110, height: 60, fit: 'fill' } }],
    ['is rotated', { rotate: 90, resize: { width: 80 } }],
    ['is mirrored', { flop: true, resize: { width: 100 } }],
    ['shows a part', { crop: { left: 100, top: 0 }, resize: { width: 100 } }],
  ])('is not an image that %s', async (_, other) => {
    expect(await sourceOf({}, small, other)).toMatchObject({ width: 120, height: 90 });
  });

  it('is the decoded image where no variant shows all of it', async () => {
    const square: RecipeInput = { resize: { width: 100, height: 100, fit: 'cover' } };
    const other: RecipeInput = { flop: true, resize: { width: 200 } };
    expect(await sourceOf(square, other)).toMatchObject({ width: 200, height: 150 });
    const larger: RecipeInput = { resize: { width: 800, enlarge: true } };
    expect(await sourceOf(larger)).toMatchObject({ width: 400, height: 300 });
  });

  it('is the first decoded frame where all variants are animated', async () => {
    const moving = await animation({ frames: 3, width: 400, height: 300 });
    const keep = { animation: 'keep' } as const;
    const inputs = [keep, { ...keep, ...small }];
    expect(await pixelsOf(moving, inputs)).toMatchObject({ width: 400, height: 300, frames: 1 });
    expect(await pixelsOf(moving, [keep, small])).toMatchObject({ width: 120, frames: 1 });
  });
});
