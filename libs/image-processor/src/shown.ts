import { area, whole } from './geometry.ts';
import type { Header } from './inspect.ts';
import type { Master } from './master.ts';
import type { Job } from './pass.ts';
import { firstFrame } from './pixels.ts';
import { smallestFor } from './scope.ts';
import { decode } from './steps/decode.ts';
import type { Shown } from './steps/placeholder.ts';

/** What a placeholder is made of: as much of the original as the variants show. */
export async function shown(
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
