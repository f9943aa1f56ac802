import type { Pixels } from '../raster/pixels.ts';
import { EFFECTS, type EffectKey, type StepParams } from '../recipe/steps.ts';
import type { RenderContext } from '../render-context.ts';
import { isAsked, type Asked, type EffectStep } from '../steps/step.ts';
import { keysOf } from '../util/keys-of.ts';
import { applyStep, type StepSettings } from './apply-step.ts';

/** Applies every step of a recipe after its geometry, in the order of `EFFECTS`. */
export async function applyEffects(
  pixels: Pixels,
  recipe: StepParams & StepSettings,
  context: RenderContext,
): Promise<Pixels> {
  let made = pixels;
  for (const key of keysOf(EFFECTS)) {
    made = await applyEffect(key, recipe[key], made, recipe, context);
  }
  return made;
}

async function applyEffect<Key extends EffectKey>(
  key: Key,
  params: StepParams[Key],
  pixels: Pixels,
  settings: StepSettings,
  context: RenderContext,
): Promise<Pixels> {
  const step: EffectStep<Asked<StepParams[Key]>> = EFFECTS[key];
  return isAsked(params) ? applyStep(step, params, pixels, settings, context) : pixels;
}
