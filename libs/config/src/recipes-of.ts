import type { Recipe } from '@thumbing/image-processor/recipe';
import type { Profile, Variant } from './schema/profile.ts';

/** The recipes of a profile by the name of their variant: of all variants, or of those that are made at this moment. */
export const recipesOf = (
  { variants }: Pick<Profile, 'variants'>,
  moment?: Variant['on'],
): Readonly<Record<string, Recipe>> =>
  Object.fromEntries(
    Object.entries(variants).flatMap(([name, { on, ...recipe }]) =>
      moment === undefined || on === moment ? [[name, recipe]] : [],
    ),
  );
