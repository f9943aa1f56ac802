import type { Point, Size } from './geometry.ts';
import { once } from './once.ts';
import { run, type Job } from './pass.ts';
import type { PictureOf } from './pictures.ts';
import { firstFrame, type Pixels } from './pixels.ts';
import { viewOf, type Plan } from './plan.ts';

type Strategy = 'attention' | 'entropy';

/** The point that a plan keeps in the middle when it cuts its picture; none where it says itself which part it keeps. */
export type FocusOf = (plan: Plan) => Promise<Point | undefined>;

/**
 * Finds what draws the eye, once for all plans that cut the same shape out of the same view, in the largest of their
 * pictures: so all sizes show the same part, and it takes the time of one.
 */
export function focuses(plans: readonly Plan[], pictureOf: PictureOf, job: Job): FocusOf {
  const found = new Map<string, () => Promise<Point>>();
  for (const [shape, same] of Map.groupBy(plans.filter(strategyOf), shapeOf)) {
    const [largest] = same.toSorted((a, b) => b.framing.canvas.width - a.framing.canvas.width);
    const strategy = largest && strategyOf(largest);
    if (!largest || !strategy) continue;
    const { canvas } = largest.framing;
    const find = async () => findFocus(await pictureOf(largest), strategy, canvas, job);
    found.set(shape, once(find));
  }
  return async (plan) => found.get(shapeOf(plan))?.();
}

function strategyOf({ recipe: { resize } }: Plan): Strategy | undefined {
  if (resize?.fit !== 'cover') return undefined;
  const { position } = resize;
  return position === 'attention' || position === 'entropy' ? position : undefined;
}

function shapeOf(plan: Plan): string {
  const { width, height } = plan.framing.canvas;
  return JSON.stringify([viewOf(plan), strategyOf(plan), (width / height).toFixed(3)]);
}

/** libvips looks at still pictures only: an animation is cut where its first frame is. */
async function findFocus(
  picture: Pixels,
  position: Strategy,
  canvas: Size,
  job: Job,
): Promise<Point> {
  const { info } = await run(firstFrame(picture), job, (image) =>
    image.resize({ ...canvas, fit: 'cover', position }),
  );
  // sharp gives how far the picture moved, which is to the left and up.
  const [left, top] = [-(info.cropOffsetLeft ?? 0), -(info.cropOffsetTop ?? 0)];
  return {
    x: (left + canvas.width / 2) / picture.width,
    y: (top + canvas.height / 2) / picture.height,
  };
}
