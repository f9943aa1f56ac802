import { filesOf, type Task } from './variant-files.ts';
import type { Making } from './making.ts';
import { once } from '../util/lazy.ts';
import type { Job } from '../raster/sharp-pass.ts';
import { prepare, type Prepared } from './prepare.ts';
import type { Settled } from '../plan/plan-render.ts';
import { thumbnail } from './placeholder.ts';

/** Decodes the original, and makes all files of its pixels. */
export async function inSteps<V extends string>(
  bytes: Uint8Array,
  settled: Settled<V>,
  job: Job,
): Promise<Making<V>> {
  const prepared = await prepare(bytes, settled, job);
  const small = once(async () => thumbnail(await prepared.shown(), job));
  const reading = new AbortController();
  const whileRead = { ...job, signal: AbortSignal.any([job.signal, reading.signal]) };
  return {
    files: filesOfAll(settled, prepared, whileRead),
    thumbnail: small,
    stop: () => reading.abort(),
    end: async () => {
      // It can be asked for later, when there are no pixels left to make it of; and is to be the same then as before.
      await small().catch(() => undefined);
      job.held.release();
    },
  };
}

/** In the order of the variants. */
function* filesOfAll<V extends string>(
  { header: { animation }, plans }: Settled<V>,
  { masters, carrierOf }: Prepared<V>,
  job: Job,
): Generator<Task<V>> {
  const files = new Map<V, Iterable<Task<V>>>();
  for (const { plans: its, pictures } of masters) {
    for (const plan of its) {
      const beside = { animation, carrier: carrierOf(plan) };
      files.set(plan.variant, filesOf(plan, pictures, beside, job));
    }
  }
  for (const { variant } of plans) yield* files.get(variant) ?? [];
}
