import { firstOf } from './copy.ts';
import { filesOf, type Task } from './files-of.ts';
import { area } from './geometry.ts';
import type { Making } from './making.ts';
import { once } from './once.ts';
import { open } from './open.ts';
import type { Job } from './pass.ts';
import { pictures } from './pictures.ts';
import { prepare, type Prepared, type Settled } from './prepare.ts';
import { thumbnail } from './steps/placeholder.ts';
import type { RenderOptions } from './types.ts';

/** Decodes the original, and makes all files of its pixels. */
export async function inSteps<V extends string>(
  bytes: Uint8Array,
  settled: Settled<V>,
  variants: RenderOptions<V>['variants'],
  job: Job,
): Promise<Making<V>> {
  const prepared = await prepare(bytes, settled, job);
  const { masters } = prepared;
  const [shown] = masters
    .filter(({ colour }) => colour !== 'keep')
    .toSorted((a, b) => area(b.region) - area(a.region));
  if (!shown) throw new RangeError('there is nothing to make a placeholder of');
  const small = once(() => thumbnail(firstOf(shown.copy).pixels, shown.colour, job));
  const reading = new AbortController();
  const whileRead = { ...job, signal: AbortSignal.any([job.signal, reading.signal]) };
  return {
    files: filesOfAll(variants, settled, prepared, whileRead),
    thumbnail: small,
    stop: () => reading.abort(),
    end: async () => {
      // It can be asked for later, when there are no pixels left to make it of.
      await small().catch(() => undefined);
      job.held.release();
    },
  };
}

/** In the order of the variants. */
function* filesOfAll<V extends string>(
  variants: RenderOptions<V>['variants'],
  { header: { animation } }: Settled<V>,
  { masters, carriers }: Prepared<V>,
  job: Job,
): Generator<Task<V>> {
  const files = new Map<V, Iterable<Task<V>>>();
  for (const { copy, plans } of masters) {
    const still = pictures(firstOf(copy), plans, job);
    const moving = copy.pixels.frames > 1 ? pictures(copy, plans, job) : still;
    for (const plan of plans) {
      const carrier = carriers.get(plan.variant) ?? open;
      files.set(plan.variant, filesOf(plan, { still, moving }, { animation, carrier, job }));
    }
  }
  for (const variant in variants) yield* files.get(variant) ?? [];
}
