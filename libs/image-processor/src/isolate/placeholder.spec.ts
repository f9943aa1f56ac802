import { photo } from '../testing/index.ts';
import { LIMITS } from '../testing/make.ts';
import { recipe } from '../recipe/recipe.ts';
import { render } from '../render.ts';

const bytes = await photo({ width: 60, height: 40 });
const options = {
  accept: ['jpeg'],
  limits: LIMITS,
  variants: { it: recipe.parse({ resize: { width: 20 } }) },
  formats: ['webp'],
  isolate: true,
} as const;

it('makes no placeholder in an isolated process where nobody will ask for it', async () => {
  const { placeholder, renditions } = await render(bytes, { ...options, placeholder: false });
  const made = [];
  for await (const { format } of renditions) made.push(format);
  expect(made).toEqual(['webp']);
  await expect(placeholder()).rejects.toThrow('there is no placeholder, since the options say so');
});

it('makes it in any case otherwise', async () => {
  const { placeholder, renditions } = await render(bytes, options);
  for await (const { format } of renditions) expect(format).toBe('webp');
  expect(await placeholder()).toMatchObject({ color: expect.stringMatching(/^#/) as string });
});
