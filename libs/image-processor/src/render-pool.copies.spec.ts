import { createHash } from 'node:crypto';
import { inspect } from './inspect.ts';
import { copyFor } from './plan/copies.ts';
import { recipe, type Recipe, type RecipeInput } from './recipe/recipe.ts';
import { createRenderPool, type RenderPool } from './render-pool.ts';
import { render } from './render.ts';
import { photo } from './testing/index.ts';
import { LIMITS, PATIENT } from './testing/make.ts';
import type { RenderOptions } from './types.ts';

type Render = Pick<RenderPool, 'render'>['render'];

const accept = ['jpeg', 'webp'] as const;
const limits = { ...LIMITS, ...PATIENT };
const original = await photo({ width: 2_501, height: 3_000, orientation: 6 });
const facts = await inspect(original, { accept, limits });

async function fileOf(
  bytes: Uint8Array,
  it: Recipe,
  by: Render,
  more: Pick<RenderOptions, 'copyOf'> = {},
): Promise<Buffer> {
  const formats = ['webp'] as const;
  const { renditions } = await by(bytes, { accept, limits, formats, variants: { it }, ...more });
  for await (const { data } of renditions) {
    await renditions.next();
    return data;
  }
  throw new Error('nothing was made');
}

/** Makes a rendition as a pipeline does: of a copy that is kept, or made now, or of the original. */
async function request(asked: Recipe, by: Render, kept?: Map<number, Buffer>): Promise<Buffer> {
  const copy = copyFor(facts, asked);
  if (!copy) return fileOf(original, asked, by);
  const bytes = kept?.get(copy.side) ?? (await fileOf(original, copy.recipe, by));
  kept?.set(copy.side, bytes);
  return fileOf(bytes, asked, by, { copyOf: facts });
}

const recipes = (
  [
    { resize: { width: 640 } },
    { resize: { width: 320 }, quality: 50 },
    { resize: { width: 64, height: 64, fit: 'cover' } },
    { resize: { width: 200, height: 300, fit: 'cover', position: 'attention' } },
    { resize: { width: 200, height: 300, fit: 'contain' }, formats: ['jpeg'] },
    { resize: { width: 150 }, rotate: 30, formats: ['png'] },
    { resize: { width: 150 }, blur: 3, extend: { top: 20 } },
    { resize: { width: 100 }, flop: true, sharpen: true },
    { resize: { width: 1_100 }, formats: ['jpeg'] },
    { resize: { width: 200 }, crop: { width: '50%' } },
  ] satisfies RecipeInput[]
).map((each) => recipe.parse(each));

const hash = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

describe('the bytes of a rendition on request', () => {
  let expected: string[];
  beforeAll(async () => {
    expected = [];
    for (const asked of recipes) expected.push(hash(await request(asked, render)));
  });

  it('are those of a copy for small ones, and of the original for the others', () => {
    const sides = recipes.map((asked) => copyFor(facts, asked)?.side);
    expect(sides).toEqual([...Array.from({ length: 8 }, () => 1_280), undefined, undefined]);
    expect(new Set(expected).size).toBe(recipes.length);
  });

  it.each([1, 2, recipes.length])('are the same in new processes, %d at once', async (count) => {
    const pool = createRenderPool({ workers: 2 });
    try {
      for (let at = 0; at < recipes.length; at += count) {
        const some = recipes.slice(at, at + count);
        const made = await Promise.all(some.map((asked) => request(asked, pool.render)));
        expect(made.map(hash)).toEqual(expected.slice(at, at + count));
      }
    } finally {
      await pool.close();
    }
  });

  it('are the same whether the copy is kept or made again, in any order', async () => {
    const kept = new Map<number, Buffer>();
    const made: string[] = [];
    for (const asked of recipes.toReversed()) made.push(hash(await request(asked, render, kept)));
    expect(made.toReversed()).toEqual(expected);
    expect([...kept.keys()]).toEqual([1_280]);
  });

  it('are the same in every pair', async () => {
    const kept = new Map<number, Buffer>();
    for (const [one, asked] of recipes.entries()) {
      for (const [other, beside] of [...recipes.entries()].slice(one + 1)) {
        const pair = [request(asked, render, kept), request(beside, render, kept)];
        expect((await Promise.all(pair)).map(hash)).toEqual([expected[one], expected[other]]);
      }
    }
  });
});
