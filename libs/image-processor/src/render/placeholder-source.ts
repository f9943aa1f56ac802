import { decode } from '../decode/decode.ts';
import { area, fullRegion, isSameSize, longestSide } from '../geometry/region.ts';
import { isCropped } from '../plan/crop-window.ts';
import { PLACEHOLDER_SIDE, smallestSizeFor } from '../plan/decode-window.ts';
import { isEnlarged, isTurned, type Plan } from '../plan/plan.ts';
import { firstFrame, type Pixels } from '../raster/pixels.ts';
import type { RenderContext } from '../render-context.ts';
import type { Header } from '../source/header.ts';
import type { DecodedSource } from './decoded-source.ts';
import type { PlaceholderSource } from './placeholder.ts';

/** Prepares the source of the placeholder's pixels, which shows as much of the original as the variants do. */
export async function placeholderSource(
  bytes: Uint8Array,
  header: Header,
  sources: readonly DecodedSource[],
  context: RenderContext,
): Promise<() => Promise<PlaceholderSource>> {
  const isKept = ({ colorSpace }: DecodedSource): number => (colorSpace === 'keep' ? 1 : 0);
  const [widest] = sources.toSorted(
    (a, b) => area(b.region) - area(a.region) || isKept(a) - isKept(b),
  );
  if (widest && widest.colorSpace !== 'keep') {
    const { colorSpace } = widest;
    return async () => ({ pixels: await smallestImage(widest), colorSpace });
  }
  // Colors of the original's own profile cannot be converted without it: the original is decoded again.
  const region = widest?.region ?? fullRegion(header.facts);
  const size = smallestSizeFor(region, []);
  const part = fullRegion(size);
  const colorSpace = 'srgb';
  const params = { window: { region, size }, part, animated: false, colorSpace, context } as const;
  const pixels = context.buffers.keep(await decode(bytes, header, params));
  return () => Promise.resolve({ pixels, colorSpace });
}

/** The smallest image of the whole region that a file is made from too; the decoded one where there is none. */
async function smallestImage({ decoded, plans, images }: DecodedSource): Promise<Pixels> {
  const [smallest] = plans
    .filter((plan) => isSameSize(plan.region, decoded.region) && isFaithful(plan))
    .toSorted((a, b) => area(a.framing.scaled) - area(b.framing.scaled));
  return smallest ? images.still(smallest) : firstFrame(decoded.pixels);
}

/** True if a plan has a still image that shows its region undistorted, and large enough. */
const isFaithful = (plan: Plan): boolean =>
  plan.frames === 1 &&
  !isTurned(plan) &&
  !isCropped(plan) &&
  !isEnlarged(plan) &&
  plan.recipe.resize?.fit !== 'fill' &&
  longestSide(plan.framing.scaled) >= PLACEHOLDER_SIDE;
