import { recipe, type Recipe, type RecipeInput } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { photo } from '../testing/index.ts';
import { LIMITS } from '../testing/make.ts';

// What types say is found out by `npx nx typecheck image-processor`.

const options = { accept: ['jpeg'], formats: ['webp'], limits: LIMITS } as const;
const small = recipe.parse({ resize: { width: 8 } });

describe('types', () => {
  it('name the variants that were asked for', async () => {
    const { renditions } = await render(await photo({ width: 20, height: 10 }), {
      ...options,
      variants: { large: recipe.parse({}), thumb: small },
    });
    const widths = { large: 20, thumb: 8 };
    for await (const { variant, width } of renditions) {
      expect(width).toBe(widths[variant]);
      // @ts-expect-error nobody asked for such a variant
      expect(variant === 'huge').toBe(false);
    }
  });

  it('name no variants where their names are not known', async () => {
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

  it('let nothing be written that the schema refuses', () => {
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

  it('let a recipe that was checked be checked again', () => {
    const again: RecipeInput = small;
    expect(recipe.parse(again)).toEqual(small);
  });
});
