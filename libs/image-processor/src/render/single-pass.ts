import { decodeChain } from '../decode/decode.ts';
import { decodeEncoded } from '../encode/encode.ts';
import { encodeFile } from '../encode/encode-file.ts';
import type { Scorer } from '../encode/score.ts';
import { decodeFailure, ImageError, isFromLoader } from '../errors.ts';
import { FORMATS, OUTPUT_FORMATS, type OutputFormat } from '../formats.ts';
import { fullRegion, isSameSize } from '../geometry/region.ts';
import { isAutoQuality } from '../params/quality.ts';
import { cropStrategy, neededRegion } from '../plan/crop-window.ts';
import { decodeWindowFor, plansInWindow } from '../plan/decode-window.ts';
import type { Plan } from '../plan/plan.ts';
import type { RenderPlan } from '../plan/plan-render.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { RenderContext } from '../render-context.ts';
import type { Header } from '../source/header.ts';
import { isAsked } from '../steps/step.ts';
import type { Rendition } from '../types.ts';
import { toThumbnail } from './placeholder.ts';
import type { RenderJob } from './render-job.ts';

/**
 * Makes the only file of a render in a single pass of sharp, so that its pixels are never held. Undefined where more is
 * asked for than sharp does while it decodes and encodes.
 */
export async function singlePass<V extends string>(
  bytes: Uint8Array,
  { header, plans }: RenderPlan<V>,
  context: RenderContext,
): Promise<RenderJob<V> | undefined> {
  const [plan, ...others] = plans;
  const [format, ...more] = plan?.outputs.formats ?? [];
  if (!plan || !format || others.length > 0 || more.length > 0) return undefined;
  const window = decodeWindowFor(header.facts, plans, context.limits);
  const strategy = cropStrategy(plan);
  const part = strategy ? fullRegion(plan.size) : neededRegion(plansInWindow(window, plans));
  const isSimple = isPlain(plan) && isSameSize(part, plan.size) && isUnchanged(format, header);
  if (!isSimple) return undefined;

  const { variant, recipe } = plan;
  const { colorSpace } = recipe;
  const params = { window, part, strategy, animated: false, colorSpace, context };
  const open = () => decodeChain(bytes, header, params);
  try {
    const made = await encodeFile(format, { variant, recipe, open, context }, NO_SCORER);
    return jobOf({ variant, ...plan.size, ...made }, context);
  } catch (error) {
    context.signal.throwIfAborted();
    const failure = decodeFailure(header.facts.format, error);
    if (!(failure instanceof ImageError)) throw failure;
    // The loader and the encoder of one format have the same messages.
    if (format !== header.facts.format && isFromLoader(error)) throw failure;
    // Only separate passes tell whether the original or its encoding is to blame.
    return undefined;
  }
}

function jobOf<V extends string>(file: Rendition<V>, context: RenderContext): RenderJob<V> {
  const { data, width, height } = file;
  const shape = { width, height, channels: 4, frames: 1 } as const;
  return {
    files: [() => Promise.resolve(file)],
    thumbnail: async () => {
      const pixels = { ...shape, data: await decodeEncoded(data, shape, context) };
      return toThumbnail({ pixels, colorSpace: 'srgb' }, context);
    },
    stop: () => undefined,
    end: () => Promise.resolve(),
  };
}

/** Keys of a recipe that sharp applies while it decodes or encodes. */
const PLAIN_KEYS: ReadonlySet<string> = new Set<keyof Recipe>([
  'crop',
  'resize',
  'background',
  'animation',
  'formats',
  'quality',
  'colorSpace',
  'metadata',
  ...OUTPUT_FORMATS,
]);

function isPlain({ recipe, frames, outputs }: Plan): boolean {
  return (
    Object.entries(recipe).every(([key, params]) => PLAIN_KEYS.has(key) || !isAsked(params)) &&
    !isAutoQuality(recipe.quality) &&
    !outputs.smallest &&
    frames === 1 &&
    recipe.colorSpace === 'srgb' &&
    recipe.metadata === 'none'
  );
}

/**
 * True if the encoder gets the same pixels as from separate passes: those convert other color spaces and depths first,
 * drop an alpha channel that is all opaque, and drop the density, which sharp would pass on.
 */
const isUnchanged = (format: OutputFormat, { facts, metadata }: Header): boolean =>
  metadata.space === 'srgb' &&
  metadata.depth === 'uchar' &&
  (metadata.density ?? 72) === 72 &&
  (!facts.alpha || FORMATS[format].output.dropsOpaqueAlpha);

const NO_SCORER: Scorer = () =>
  Promise.reject(new Error('a single pass cannot search for a quality'));
