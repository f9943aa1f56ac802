import { ENCODERS } from '../../src/encoders/encoders.ts';
import type { RecipeInput } from '../../src/recipe/recipe.ts';
import { EFFECTS, GEOMETRY } from '../../src/recipe/steps.ts';

/** Keys of a recipe that belong together, each with an example. */
interface Section {
  readonly heading: string;
  readonly examples: Readonly<Record<string, unknown>>;
}

const OUTPUT: RecipeInput = {
  background: '#f5f5f5',
  animation: 'keep',
  formats: { smallest: ['avif', 'webp', 'png'] },
  quality: 'auto',
  maxBytes: 50_000,
  colorSpace: 'p3',
  metadata: 'copyright',
};

/** The keys of a recipe, in the order of its schema. Steps and encoders bring their own examples. */
export const SECTIONS: readonly Section[] = [
  { heading: 'Geometry', examples: examplesOf(GEOMETRY) },
  { heading: 'Effects', examples: examplesOf(EFFECTS) },
  { heading: 'Output', examples: { ...OUTPUT } },
  { heading: 'Encoders', examples: examplesOf(ENCODERS) },
];

function examplesOf(
  steps: Readonly<Record<string, { readonly example: unknown }>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(steps).map(([key, { example }]) => [key, example]));
}
