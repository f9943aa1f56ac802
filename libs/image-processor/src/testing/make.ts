import { SOURCE_FORMATS, type OutputFormat, type SourceFormat } from '../formats.ts';
import { recipe, type RecipeInput } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import type { Materials } from '../overlay/overlay.ts';
import type { Limits } from '../source/facts.ts';
import type { Rendition } from '../types.ts';
import { look, type Look } from './look.ts';

export const LIMITS: Limits = {
  maxBytes: 20_000_000,
  maxPixels: 100_000_000,
  maxFrames: 100,
  timeout: 30,
};

/** Renders one variant and looks at what came out, for this library's own tests. */
export async function make(
  bytes: Uint8Array,
  recipeInput: RecipeInput,
  {
    formats = ['png'],
    accept = SOURCE_FORMATS,
    limits = {},
    ...materials
  }: {
    formats?: readonly OutputFormat[];
    accept?: readonly SourceFormat[];
    limits?: Partial<Limits>;
  } & Partial<Materials> = {},
): Promise<(Look & Rendition)[]> {
  const { renditions } = await render(bytes, {
    variants: { it: recipe.parse(recipeInput) },
    formats,
    accept,
    limits: { ...LIMITS, ...limits },
    ...materials,
  });
  const made = [];
  for await (const rendition of renditions) {
    made.push({ ...(await look(rendition.data)), ...rendition });
  }
  return made;
}

/** The same when one rendition is asked for. */
export async function makeOne(...args: Parameters<typeof make>): Promise<Look & Rendition> {
  const [made] = await make(...args);
  if (!made) throw new Error('nothing was made');
  return made;
}
