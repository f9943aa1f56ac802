import { firstOf, type Copy } from '../raster/decoded-region.ts';
import { drawn, needed } from '../plan/crop-window.ts';
import { withoutEdges } from '../decode/trim-edges.ts';
import { whole, type Region } from '../geometry/region.ts';
import type { Header } from '../inspect.ts';
import type { Job } from '../raster/sharp-pass.ts';
import { pictures, type Pictures } from '../transform/variant-images.ts';
import type { Plan } from '../plan/plan.ts';
import type { Recipe } from '../recipe.ts';
import { partOf, placeIn, scopeFor } from '../plan/decode-window.ts';
import { decode } from '../decode/decode.ts';

/** The original in the colours of some variants: no more of its pixels than they need. */
export interface Master<V extends string = string> {
  readonly colour: Recipe['colour'];
  readonly copy: Copy;
  /** The part of the original that is there. */
  readonly seen: Region;
  /** Their regions are in pixels of the copy. */
  readonly plans: readonly Plan<V>[];
  readonly pictures: Pictures;
}

/** Decodes what these plans need, all of which ask for the same colours. */
export async function decodeMaster<V extends string>(
  bytes: Uint8Array,
  header: Header,
  colour: Recipe['colour'],
  asked: readonly Plan<V>[],
  job: Job,
): Promise<Master<V>> {
  // Loaded when it is needed: most pictures are sRGB, as are the colours that recipes name.
  const plans = colour === 'p3' ? await (await import('../decode/p3-colors.ts')).inP3(asked) : asked;
  const scope = scopeFor(header.facts, plans, job.limits);
  const placed = placeIn(scope, plans);
  const animated = plans.some(({ frames }) => frames > 1);
  const trims = plans.some(({ recipe }) => recipe.trim);
  const part = trims || animated ? whole(scope.size) : needed(drawn(placed));
  const pixels = job.held.keep(await decode(bytes, header, { scope, part, animated, colour, job }));
  const copy = { part, pixels };
  const trimmed = trims ? await withoutEdges(placed, pixels, job) : placed;
  const still = pictures(firstOf(copy), trimmed, job);
  const moving = animated ? pictures(copy, trimmed, job) : still;
  return { colour, copy, seen: partOf(scope, part), plans: trimmed, pictures: { still, moving } };
}
