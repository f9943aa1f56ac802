import { focusOf, needed } from '../plan/crop-window.ts';
import { decodeFailure, ImageError } from '../errors.ts';
import type { OutputFormat } from '../formats.ts';
import { isSame, whole } from '../geometry/region.ts';
import type { Judge } from '../encode/score.ts';
import { makeFile } from '../encode/encode-file.ts';
import type { Making } from './making.ts';
import type { Job } from '../raster/sharp-pass.ts';
import type { Plan } from '../plan/plan.ts';
import type { Settled } from '../plan/plan-render.ts';
import { isSearched } from '../params/quality.ts';
import type { Recipe } from '../recipe.ts';
import { placeIn, scopeFor } from '../plan/decode-window.ts';
import { isAsked } from '../transform/apply-step.ts';
import { decoding } from '../decode/decode.ts';
import { decodeAgain } from '../encode/encode.ts';
import { thumbnail } from './placeholder.ts';
import type { Rendition } from '../types.ts';

/**
 * The only file of a render, made in one go, so that its pixels are never held: where nothing is done to them that sharp
 * does not do while it decodes. Nothing where that is not so.
 */
export async function inOneGo<V extends string>(
  bytes: Uint8Array,
  { header, plans }: Settled<V>,
  job: Job,
): Promise<Making<V> | undefined> {
  const [plan, ...others] = plans;
  const [format, ...more] = plan?.outputs.formats ?? [];
  if (!plan || !format || others.length > 0 || more.length > 0) return undefined;
  const scope = scopeFor(header.facts, plans, job.limits);
  const focus = focusOf(plan);
  const part = focus ? whole(plan.size) : needed(placeIn(scope, plans));
  if (!isPlain(plan) || !isSame(part, plan.size) || !canHold(format, header)) return undefined;

  const { variant, recipe } = plan;
  const params = { scope, part, focus, animated: false, colour: recipe.colour, job };
  const open = () => decoding(bytes, header, params);
  try {
    const made = await makeFile(format, { variant, recipe, open, job }, NOTHING_TO_JUDGE);
    return making({ variant, ...plan.size, ...made }, job);
  } catch (error) {
    job.signal.throwIfAborted();
    const failure = decodeFailure(header.facts.format, error);
    if (!(failure instanceof ImageError)) throw failure;
    // Whether the original is to blame can be told where decoding and encoding are apart.
    return undefined;
  }
}

function making<V extends string>(file: Rendition<V>, job: Job): Making<V> {
  const { data, width, height } = file;
  const pixels = { width, height, channels: 4, frames: 1 } as const;
  return {
    files: [() => Promise.resolve(file)],
    thumbnail: async () => {
      const shown = { ...pixels, data: await decodeAgain(data, pixels, job) };
      return thumbnail({ pixels: shown, colour: 'srgb' }, job);
    },
    stop: () => undefined,
    end: () => Promise.resolve(),
  };
}

/** What is done while sharp decodes, or encodes. */
const PLAIN: ReadonlySet<string> = new Set<keyof Recipe>([
  'crop',
  'resize',
  'background',
  'animation',
  'formats',
  'quality',
  'colour',
  'metadata',
  'avif',
  'webp',
  'jpeg',
  'png',
  'gif',
]);

function isPlain({ recipe, frames, outputs }: Plan): boolean {
  return (
    Object.entries(recipe).every(([key, params]) => PLAIN.has(key) || !isAsked(params)) &&
    !isSearched(recipe.quality) &&
    !outputs.smallest &&
    frames === 1 &&
    recipe.colour === 'srgb' &&
    recipe.metadata === 'none'
  );
}

/**
 * What has more than 8 bits of sRGB is converted before; what could be seen through is looked at, but by WebP, whose encoder
 * does so; and sharp hands on how many dots an inch has.
 */
const canHold = (format: OutputFormat, { facts, metadata }: Settled['header']): boolean =>
  metadata.space === 'srgb' &&
  metadata.depth === 'uchar' &&
  (metadata.density ?? 72) === 72 &&
  (!facts.alpha || format === 'webp');

const NOTHING_TO_JUDGE: Judge = () => Promise.reject(new Error('no quality is looked for'));
