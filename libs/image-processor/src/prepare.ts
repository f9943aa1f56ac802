import { area, whole } from './geometry.ts';
import type { Header } from './inspect.ts';
import { decodeMaster, type Master } from './master.ts';
import type { Job } from './pass.ts';
import { firstFrame } from './pixels.ts';
import type { Plan } from './plan.ts';
import { sharing, smallestFor } from './scope.ts';
import type { Settled } from './settle.ts';
import { carrier, type Carrier } from './steps/carrier.ts';
import { decode } from './steps/decode.ts';
import type { Shown } from './steps/placeholder.ts';

/** All that renditions are made of. */
export interface Prepared<V extends string> {
  /** Mostly one; one for each kind of colours that variants ask for, or two: of all of the original, and of parts. */
  readonly masters: readonly Master<V>[];
  /** What files of a plan say beside their pixels. */
  readonly carrierOf: (plan: Plan) => Carrier;
  readonly shown: Shown;
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
    shown: await show(bytes, header, masters, job),
  };
}

/** What a placeholder is made of: as much of the original as the variants show. */
async function show(
  bytes: Uint8Array,
  header: Header,
  masters: readonly Master[],
  job: Job,
): Promise<Shown> {
  const isKept = ({ colour }: Master): number => (colour === 'keep' ? 1 : 0);
  const [widest] = masters.toSorted((a, b) => area(b.seen) - area(a.seen) || isKept(a) - isKept(b));
  if (widest && widest.colour !== 'keep') {
    return { pixels: firstFrame(widest.copy.pixels), colour: widest.colour };
  }
  // It cannot be made of colours that only the original's profile knows.
  const region = widest?.seen ?? whole(header.facts);
  const size = smallestFor(region, []);
  const scope = { region, size };
  const params = { scope, part: whole(size), animated: false, colour: 'srgb', job } as const;
  return { pixels: job.held.keep(await decode(bytes, header, params)), colour: 'srgb' };
}

/** Each is made once for all plans whose files say the same. */
async function carriersFor(
  bytes: Uint8Array,
  header: Header,
  plans: readonly Plan[],
  job: Job,
): Promise<(plan: Plan) => Carrier> {
  const says = ({ recipe: { colour, metadata } }: Plan) => JSON.stringify([colour, metadata]);
  const made = new Map<string, Carrier>();
  for (const [what, [first]] of Map.groupBy(plans, says)) {
    if (first) made.set(what, await carrier(bytes, header, first.recipe, job));
  }
  return (plan) => {
    const its = made.get(says(plan));
    if (!its) throw new RangeError(`${plan.variant} is none of the plans`);
    return its;
  };
}
