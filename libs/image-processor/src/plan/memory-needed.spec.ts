import { recipe, type Recipe } from '../recipe/recipe.ts';
import { readHeader } from '../source/header.ts';
import { animation, photo } from '../testing/index.ts';
import { LIMITS } from '../testing/make.ts';
import { memoryNeeded } from './memory-needed.ts';
import { planRender } from './plan-render.ts';

/** Megabytes of a render, of one variant or none. */
async function needed(bytes: Buffer, asked?: Parameters<typeof recipe.parse>[0]) {
  const variants: Record<string, Recipe> = asked ? { it: recipe.parse(asked) } : {};
  const options = {
    accept: ['jpeg', 'png', 'gif', 'avif'],
    limits: LIMITS,
    variants,
    formats: ['webp'],
  } as const;
  const plan = planRender(await readHeader(bytes, options), options);
  return memoryNeeded(plan, LIMITS) / 1e6;
}

describe('the memory that a render needs', () => {
  const large = { width: 1_000, height: 1_000 };

  it('grows with the renditions, and not with an original that is scaled while it is decoded', async () => {
    const jpeg = await photo(large);
    const thumb = await needed(jpeg, { resize: { width: 50 } });
    expect(thumb).toBeLessThan(65);
    expect(await needed(jpeg, {})).toBeGreaterThan(thumb + 60);
    expect(await needed(jpeg)).toBeLessThan(thumb);
  });

  it('grows with an original that is decoded as a whole', async () => {
    const thumb = { resize: { width: 50 } };
    const avif = await needed(await photo({ ...large, format: 'avif' }), thumb);
    expect(avif).toBeGreaterThan(79);
    expect(avif).toBeLessThan(90);
  });

  it('grows with the frames of an animation, where they are kept', async () => {
    const gif = await animation({ frames: 20, width: 200, height: 200, format: 'gif' });
    const still = await needed(gif, { animation: 'first-frame' });
    expect(await needed(gif, { animation: 'keep' })).toBeGreaterThan(still + 15);
  });
});
