import { isApart } from './apart/is-apart.ts';
import { firstOf } from './copy.ts';
import { filesOf, type Task } from './files-of.ts';
import { checkLimits } from './limits.ts';
import { once } from './once.ts';
import type { Job } from './pass.ts';
import { patience } from './patience.ts';
import { pictures } from './pictures.ts';
import { open } from './open.ts';
import { prepare, type Prepared } from './prepare.ts';
import { readAhead } from './read-ahead.ts';
import { placeholder } from './steps/placeholder.ts';
import type { Rendered, RenderOptions } from './types.ts';

/**
 * Three encodes at once keep two cores busy while one rendition is written. More would hold more memory,
 * and take the last of the four threads that libuv has for sharp and files together.
 */
const READ_AHEAD = 2;

/**
 * Makes every variant of an original in its formats. The original is decoded once, before this
 * answers: `bytes` is not read again while the renditions are made, in the order variants x formats.
 * Throws an `ImageError` if the original is not acceptable; the renditions can still throw `too-slow` and
 * `cannot-fit`. Throws the signal's reason once it has aborted.
 */
export async function render<V extends string>(
  bytes: Uint8Array,
  options: RenderOptions<V>,
): Promise<Rendered<V>> {
  checkLimits(options.limits);
  if (!isApart(bytes, options)) return renderHere(bytes, options);
  // Loaded when it is needed: most callers never start a process.
  const { renderApart } = await import('./apart/apart.ts');
  return renderApart(bytes, options);
}

/** The same, in this process. */
export async function renderHere<V extends string>(
  bytes: Uint8Array,
  options: RenderOptions<V>,
): Promise<Rendered<V>> {
  const { limits, variants, images = {}, fonts = {} } = options;
  const { signal, waitFor, forEach } = patience(limits.timeout, options.signal);
  const job: Job = { limits, signal, materials: { images, fonts } };
  const prepared = await waitFor(prepare(bytes, options, job));
  const known = prepared.masters.find(({ colour }) => colour !== 'keep') ?? prepared.masters[0];
  const reading = new AbortController();
  const whileRead = { ...job, signal: AbortSignal.any([signal, reading.signal]) };
  const work = tasks(variants, prepared, whileRead);
  return {
    original: prepared.header.facts,
    placeholder: once(() => waitFor(placeholder(firstOf(known.copy).pixels, job, known.colour))),
    renditions: forEach(readAhead(work, READ_AHEAD), () => reading.abort()),
  };
}

/** The work, in the order of the variants. */
function* tasks<V extends string>(
  variants: RenderOptions<V>['variants'],
  { header, masters, carriers }: Prepared<V>,
  job: Job,
): Generator<Task<V>> {
  const { facts: original, animation } = header;
  const files = new Map<V, Iterable<Task<V>>>();
  for (const { copy, plans } of masters) {
    const still = pictures(firstOf(copy), original, plans, job);
    const moving = copy.pixels.frames > 1 ? pictures(copy, original, plans, job) : still;
    for (const plan of plans) {
      const carrier = carriers.get(plan.variant) ?? open;
      files.set(plan.variant, filesOf(plan, { still, moving }, { animation, carrier, job }));
    }
  }
  for (const variant in variants) yield* files.get(variant) ?? [];
}
