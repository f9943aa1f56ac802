import { decode } from '../decode/decode.ts';
import { trimEdges } from '../decode/trim-edges.ts';
import { fullRegion, type Region } from '../geometry/region.ts';
import type { ColorSpace } from '../params/color-space.ts';
import { madeFromOriginal, neededRegion } from '../plan/crop-window.ts';
import { decodeWindowFor, plansInWindow, regionInOriginal } from '../plan/decode-window.ts';
import type { Plan } from '../plan/plan.ts';
import { firstFrameOf, type DecodedRegion } from '../raster/decoded-region.ts';
import type { RenderContext } from '../render-context.ts';
import type { Header } from '../source/header.ts';
import { variantImages, type VariantImages } from '../transform/variant-images.ts';

/** The original, decoded once in one color space for the plans that ask for it. */
export interface DecodedSource<V extends string = string> {
  readonly colorSpace: ColorSpace;
  readonly decoded: DecodedRegion;
  /** The region of the original that was decoded. */
  readonly region: Region;
  /** Their regions are in pixels of the decoded image. */
  readonly plans: readonly Plan<V>[];
  readonly images: VariantImages;
}

/** Decodes the pixels that these plans need; all of them ask for the same color space. */
export async function decodeSource<V extends string>(
  bytes: Uint8Array,
  header: Header,
  colorSpace: ColorSpace,
  asked: readonly Plan<V>[],
  context: RenderContext,
): Promise<DecodedSource<V>> {
  const plans = colorSpace === 'p3' ? await convertNamedColors(asked) : asked;
  const window = decodeWindowFor(header.facts, plans, context.limits);
  const placed = plansInWindow(window, plans);
  const animated = plans.some(({ frames }) => frames > 1);
  const trims = plans.some(({ recipe }) => recipe.trim);
  const region =
    trims || animated ? fullRegion(window.size) : neededRegion(madeFromOriginal(placed));
  const params = { window, part: region, animated, colorSpace, context };
  const pixels = context.buffers.keep(await decode(bytes, header, params));
  const decoded = { region, pixels };
  const trimmed = trims ? await trimEdges(placed, pixels, context) : placed;
  const still = variantImages(firstFrameOf(decoded), trimmed, context);
  return {
    colorSpace,
    decoded,
    region: regionInOriginal(window, region),
    plans: trimmed,
    images: { still, animated: animated ? variantImages(decoded, trimmed, context) : still },
  };
}

/** Loads the conversion on demand: most renditions are sRGB, as are the colors that recipes name. */
async function convertNamedColors<V extends string>(plans: readonly Plan<V>[]): Promise<Plan<V>[]> {
  const { colorsInP3 } = await import('../decode/p3-colors.ts');
  return colorsInP3(plans);
}
