import { carriersFor, type CarrierOf } from './metadata-carriers.ts';
import { decodeMaster, type Master } from './decoded-source.ts';
import type { Job } from '../raster/sharp-pass.ts';
import { sharing } from '../plan/decode-window.ts';
import type { Settled } from '../plan/plan-render.ts';
import { shown } from './placeholder-source.ts';
import type { Shown } from './placeholder.ts';

/** All that renditions are made of. */
export interface Prepared<V extends string> {
  /** Mostly one; one for each kind of colours that variants ask for, or two: of all of the original, and of parts. */
  readonly masters: readonly Master<V>[];
  readonly carrierOf: CarrierOf;
  readonly shown: () => Promise<Shown>;
}

/** Decodes an original: after this, its bytes are not read again. */
export async function prepare<V extends string>(
  bytes: Uint8Array,
  { header, plans }: Settled<V>,
  job: Job,
): Promise<Prepared<V>> {
  const masters: Master<V>[] = [];
  for (const [colour, alike] of Map.groupBy(plans, ({ recipe }) => recipe.colour)) {
    for (const some of sharing(header.facts, alike, job.limits)) {
      masters.push(await decodeMaster(bytes, header, colour, some, job));
    }
  }
  return {
    masters,
    carrierOf: await carriersFor(bytes, header, plans, job),
    shown: await shown(bytes, header, masters, job),
  };
}
