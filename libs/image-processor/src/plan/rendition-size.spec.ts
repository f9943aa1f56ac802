import { recipe, type RecipeInput } from '../recipe/recipe.ts';
import { photo } from '../testing/photo.ts';
import { make } from '../testing/make.ts';
import { renditionSize } from './rendition-size.ts';

const original = { width: 200, height: 101 };
const bytes = await photo(original);

const sizeOf = (input: RecipeInput) => renditionSize(original, recipe.parse(input));

it.each<RecipeInput>([
  {},
  { resize: { width: 33 } },
  { resize: { width: 50, height: 50, fit: 'cover', dpr: 1.5 } },
  { resize: { width: 300, enlarge: true } },
  { rotate: 90, resize: { width: 40 } },
  { crop: { width: '25%' }, extend: { top: 7 } },
])('tells the size that a render has, for %j', async (input) => {
  const [made] = await make(bytes, input);
  expect(sizeOf(input)).toEqual({ width: made?.width, height: made?.height });
});

it('refuses a crop outside of the original', () => {
  expect(() => sizeOf({ crop: { left: 200 } })).toThrow(
    expect.objectContaining({ code: 'outside' }) as Error,
  );
});
