import { recipe, type Recipe, type RecipeInput } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { photo } from '../testing/index.ts';
import { LIMITS } from '../testing/make.ts';

// The types are checked by `npx nx typecheck image-processor`.

const options = { accept: ['jpeg'], formats: ['webp'], limits: LIMITS } as const;
const small = recipe.parse({ resize: { width: 8 } });

describe('types', () => {
  it('contain the names of the variants', async () => {
    const { renditions } = await render(await photo({ width: 20, height: 10 }), {
      ...options,
      variants: { large: recipe.parse({}), thumb: small },
    });
    const widths = { large: 20, thumb: 8 };
    for await (const { variant, width } of renditions) {
      expect(width).toBe(widths[variant]);
      // @ts-expect-error there is no such variant
      expect(variant === 'huge').toBe(false);
    }
  });

  it('contain no names where these are unknown', async () => {
    const variants: Readonly<Record<string, Recipe>> = { any: small };
    const { renditions } = await render(await photo({ width: 20, height: 10 }), {
      ...options,
      variants,
    });
    for await (const { variant } of renditions) {
      // @ts-expect-error it may be another
      const any: 'any' = variant;
      expect(any).toBe('any');
    }
  });

  it('refuse invalid recipes', () => {
    const wrong: unknown[] = [
      // @ts-expect-error pixels are a number
      { resize: { width: '100px' } } satisfies RecipeInput,
      // @ts-expect-error there is no such fit
      { resize: { width: 100, fit: 'crop' } } satisfies RecipeInput,
      // @ts-expect-error its name is `grayscale`
      { greyscale: true } satisfies RecipeInput,
    ];
    for (const each of wrong) expect(recipe.safeParse(each).success).toBe(false);
  });

  it('accept a parsed recipe as input', () => {
    const again: RecipeInput = small;
    expect(recipe.parse(again)).toEqual(small);
  });
});
