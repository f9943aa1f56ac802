import { SOURCE_FORMATS, type OutputFormat, type SourceFormat } from '../formats.ts';
import { recipe, type RecipeInput } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { renderInProcess } from '../render/in-process.ts';
import type { Materials } from '../overlay/overlay.ts';
import type { Limits } from '../source/facts.ts';
import type { Rendition, RenderOptions } from '../types.ts';
import { decodeImage, type DecodedImage } from './decode-image.ts';

export const LIMITS: Limits = {
  maxBytes: 20_000_000,
  maxPixels: 100_000_000,
  maxFrames: 100,
  timeout: 30,
};

/** For images that a busy machine takes long over: an hour, the most that sharp allows. */
export const PATIENT = { timeout: 3_600 } as const satisfies Partial<Limits>;

interface MakeOptions extends Partial<Materials>, Pick<RenderOptions, 'copyOf'> {
  readonly formats?: readonly OutputFormat[];
  readonly accept?: readonly SourceFormat[];
  readonly limits?: Partial<Limits>;
  /** Renders in a child process; `never` renders an SVG in this one, where its isolation is not tested. */
  readonly isolate?: boolean | 'never';
}

/** Renders one variant, and reads what each file contains. */
export async function make(
  bytes: Uint8Array,
  recipeInput: RecipeInput,
  {
    formats = ['png'],
    accept = SOURCE_FORMATS,
    limits = {},
    isolate = false,
    ...others
  }: MakeOptions = {},
): Promise<(DecodedImage & Rendition)[]> {
  const { renditions } = await (isolate === 'never' ? renderInProcess : render)(bytes, {
    variants: { it: recipe.parse(recipeInput) },
    formats,
    accept,
    limits: { ...LIMITS, ...limits },
    isolate: isolate === true,
    ...others,
  });
  const made = [];
  for await (const rendition of renditions) {
    made.push({ ...(await decodeImage(rendition.data)), ...rendition });
  }
  return made;
}

/** The same for a single rendition. */
export async function makeOne(...args: Parameters<typeof make>): Promise<DecodedImage & Rendition> {
  const [made] = await make(...args);
  if (!made) throw new Error('nothing was made');
  return made;
}
