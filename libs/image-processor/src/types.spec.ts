import { recipe, type Recipe, type RecipeInput } from './recipe.ts';
import { render } from './render.ts';
import { photo } from './testing/index.ts';
import { LIMITS } from './testing/make.ts';

/** Compiles where both types are the same, which `npx nx typecheck image-processor` finds out. */
const same = <A, B>(..._: Same<A, B> extends true ? [] : [{ differs: [A, B] }]): void => undefined;
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const options = { accept: ['jpeg'], formats: ['webp'], limits: LIMITS } as const;
const small = recipe.parse({ resize: { width: 8 } });

describe('types', () => {
  it('name the variants that were asked for', async () => {
    const { renditions } = await render(await photo({ width: 20, height: 10 }), {
      ...options,
      variants: { large: recipe.parse({}), thumb: small },
    });
    const widths = { large: 20, thumb: 8 };
    for await (const rendition of renditions) {
      same<typeof rendition.variant, 'large' | 'thumb'>();
      expect(rendition.width).toBe(widths[rendition.variant]);
      // @ts-expect-error nobody asked for such a variant
      expect(rendition.variant === 'huge').toBe(false);
    }
  });

  it('name no variants where their names are not known', async () => {
    const variants: Record<string, Recipe> = { any: small };
    const { renditions } = await render(await photo({ width: 20, height: 10 }), {
      ...options,
      variants,
    });
    for await (const { variant } of renditions) {
      same<typeof variant, string>();
      expect(variant).toBe('any');
    }
  });

  it('let nothing be written that the schema refuses', () => {
    const wrong: unknown[] = [
      // @ts-expect-error `width` is a number of pixels
      { resize: { width: '100px' } } satisfies RecipeInput,
      // @ts-expect-error there is no such fit
      { resize: { width: 100, fit: 'crop' } } satisfies RecipeInput,
      // @ts-expect-error sharp's name for it is `greyscale`
      { grayscale: true } satisfies RecipeInput,
      // @ts-expect-error it is left out instead
      { flip: false } satisfies RecipeInput,
    ];
    for (const each of wrong) expect(recipe.safeParse(each).success).toBe(false);
  });

  it('let a recipe that was checked be checked again, which changes nothing', () => {
    const again: RecipeInput = small;
    expect(recipe.parse(again)).toEqual(small);
  });
});
