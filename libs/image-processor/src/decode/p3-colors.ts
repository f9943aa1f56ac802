import sharp from 'sharp';
import type { Plan } from '../plan/plan.ts';
import type { Recipe } from '../recipe.ts';
import { told } from '../raster/sharp-retry.ts';

/** Plans for a picture in Display P3: the colours that recipes name, which are sRGB as in CSS, are in P3 too. */
export async function inP3<V extends string>(plans: readonly Plan<V>[]): Promise<Plan<V>[]> {
  const known = new Map<string, Promise<string>>();
  // Most variants name the same few colours, and each takes some milliseconds.
  const named: Paint = (colour) => {
    const found = known.get(colour) ?? toP3(colour);
    known.set(colour, found);
    return found;
  };
  const painted = async (plan: Plan<V>) => ({ ...plan, recipe: await repaint(plan.recipe, named) });
  return Promise.all(plans.map(painted));
}

type Paint = (colour: string) => Promise<string>;

async function repaint(recipe: Recipe, paint: Paint): Promise<Recipe> {
  const { trim, resize, tint, duotone, caption, extend, background } = recipe;
  return {
    ...recipe,
    trim: trim && (await behind(trim, paint)),
    resize: resize && (await behind(resize, paint)),
    tint: tint && (await paint(tint)),
    duotone: duotone && {
      shadow: await paint(duotone.shadow),
      highlight: await paint(duotone.highlight),
    },
    caption: caption && { ...(await behind(caption, paint)), colour: await paint(caption.colour) },
    extend: extend && (await behind(extend, paint)),
    background: await paint(background),
  };
}

const behind = async <Params extends { readonly background?: string | undefined }>(
  params: Params,
  paint: Paint,
): Promise<Params> => ({
  ...params,
  background: params.background && (await paint(params.background)),
});

/** By sharp, as pictures are: a picture and what is around it stay one where they are of one colour. */
async function toP3(colour: string): Promise<string> {
  const [opaque, alpha] = [colour.slice(0, 7), colour.slice(7)];
  const pixel = sharp({ create: { width: 1, height: 1, channels: 3, background: opaque } });
  const data = await told(() => pixel.withIccProfile('p3').raw().toBuffer());
  return `#${data.toString('hex')}${alpha}`;
}
