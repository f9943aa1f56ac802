import type { Profile } from './schema/profile.ts';

/** True if renditions of a profile may be made when they are asked for: of a variant, in a width, or by a recipe. */
export const makesOnRequest = ({ variants, onDemand }: Profile): boolean =>
  onDemand.widths.length > 0 ||
  onDemand.recipes === 'signed' ||
  Object.values(variants).some(({ on }) => on === 'request');
