import { cuts } from '../plan/crop-window.ts';
import { area, isSame, longest, whole } from '../geometry/region.ts';
import type { Header } from '../inspect.ts';
import type { Master } from './decoded-source.ts';
import type { Job } from '../raster/sharp-pass.ts';
import { firstFrame, type Pixels } from '../raster/raster.ts';
import { isEnlarged, isTurned, type Plan } from '../plan/plan.ts';
import { smallestFor } from '../plan/decode-window.ts';
import { decode } from '../decode/decode.ts';
import { PLACEHOLDER_SIDE, type Shown } from './placeholder.ts';

/** Where a placeholder's pixels come from, which show as much of the original as the variants do. */
export async function shown(
  bytes: Uint8Array,
  header: Header,
  masters: readonly Master[],
  job: Job,
): Promise<() => Promise<Shown>> {
  const isKept = ({ colour }: Master): number => (colour === 'keep' ? 1 : 0);
  const [widest] = masters.toSorted((a, b) => area(b.seen) - area(a.seen) || isKept(a) - isKept(b));
  if (widest && widest.colour !== 'keep') {
    const { colour } = widest;
    return async () => ({ pixels: await leastOf(widest), colour });
  }
  // It cannot be made of colours that only the original's profile knows.
  const region = widest?.seen ?? whole(header.facts);
  const size = smallestFor(region, []);
  const scope = { region, size };
  const params = { scope, part: whole(size), animated: false, colour: 'srgb', job } as const;
  const pixels = job.held.keep(await decode(bytes, header, params));
  return () => Promise.resolve({ pixels, colour: 'srgb' });
}

/** The smallest picture of all that is there, which a file is made of as well; the copy itself where there is none. */
async function leastOf({ copy, plans, pictures }: Master): Promise<Pixels> {
  const [least] = plans
    .filter((plan) => isSame(plan.region, copy.part) && isFaithful(plan))
    .toSorted((a, b) => area(a.framing.picture) - area(b.framing.picture));
  return least ? pictures.still(least) : firstFrame(copy.pixels);
}

/** Whether a plan has a still picture that shows its region as that is, and large enough. */
const isFaithful = (plan: Plan): boolean =>
  plan.frames === 1 &&
  !isTurned(plan) &&
  !cuts(plan) &&
  !isEnlarged(plan) &&
  plan.recipe.resize?.fit !== 'fill' &&
  longest(plan.framing.picture) >= PLACEHOLDER_SIDE;
