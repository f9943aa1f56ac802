import type { Size } from '../geometry/region.ts';
import {
  cropInDecoded,
  cropKey,
  cropWindow,
  groupByCrop,
  isCropped,
  madeFromOriginal,
} from '../plan/crop-window.ts';
import { viewKey, type Plan } from '../plan/plan.ts';
import { extractDecoded, type DecodedRegion } from '../raster/decoded-region.ts';
import { extractRegion, type Pixels } from '../raster/pixels.ts';
import { GEOMETRY } from '../recipe/steps.ts';
import type { RenderContext } from '../render-context.ts';
import { isAsked } from '../steps/step.ts';
import { lazy } from '../util/lazy.ts';
import { applyStep } from './apply-step.ts';
import { resizePyramid, type ImageAtSize } from './pyramid.ts';
import { smartCrop } from './smart-crop.ts';

/** The image of a plan: its part of the original at its size, before padding and effects. */
export type ImageOf = (plan: Plan) => Promise<Pixels>;

/** Images of plans: of the first frame, and of all frames. */
export interface VariantImages {
  readonly still: ImageOf;
  readonly animated: ImageOf;
}

/** The images of plans. Each is made once, when it is first asked for, from the smallest image that contains it. */
export function variantImages(
  decoded: DecodedRegion,
  plans: readonly Plan[],
  context: RenderContext,
): ImageOf {
  const byCrop = new Map<string, ImageAtSize>();
  for (const sameView of Map.groupBy(plans, viewKey).values()) {
    const made = madeFromOriginal(sameView);
    const [first] = made;
    if (!first) continue;
    const uncropped = resizePyramid(
      lazy(async () => context.buffers.keep(await turnedView(decoded, first, context))),
      first.rotated,
      made.map(({ framing }) => framing.scaled),
      context,
    );
    for (const same of groupByCrop(sameView)) {
      const [largest] = same;
      if (!largest) continue;
      const cropped = lazy(async () =>
        context.buffers.keep(await cropOf(largest, uncropped, decoded, context)),
      );
      byCrop.set(
        cropKey(largest),
        isCropped(largest)
          ? resizePyramid(cropped, sizeOf(largest), same.map(sizeOf), context)
          : uncropped,
      );
    }
  }
  return async (plan) => {
    const imageAt = byCrop.get(cropKey(plan));
    if (!imageAt) throw new RangeError(`the image of ${plan.variant} is not planned`);
    return imageAt(sizeOf(plan));
  };
}

const sizeOf = (plan: Plan): Size => (isCropped(plan) ? plan.framing.canvas : plan.framing.scaled);

/** The region of a plan, rotated and mirrored. The order is the contract: rotate, flip, flop. */
async function turnedView(
  decoded: DecodedRegion,
  { region, recipe }: Plan,
  context: RenderContext,
): Promise<Pixels> {
  const { rotate, flip, flop } = recipe;
  let made = extractDecoded(decoded, region);
  if (isAsked(rotate)) made = await applyStep(GEOMETRY.rotate, rotate, made, recipe, context);
  if (isAsked(flip)) made = await applyStep<true>(GEOMETRY.flip, flip, made, recipe, context);
  if (isAsked(flop)) made = await applyStep<true>(GEOMETRY.flop, flop, made, recipe, context);
  return made;
}

/** The crop of a plan. */
async function cropOf(
  plan: Plan,
  uncropped: ImageAtSize,
  decoded: DecodedRegion,
  context: RenderContext,
): Promise<Pixels> {
  const inDecoded = cropInDecoded(plan);
  if (inDecoded) return extractDecoded(decoded, inDecoded);
  const { scaled, canvas } = plan.framing;
  const image = await uncropped(scaled);
  const window = cropWindow(plan);
  return typeof window === 'string'
    ? smartCrop(image, window, canvas, context)
    : extractRegion(image, window);
}
