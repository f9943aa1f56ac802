import { makesOnRequest, type Config } from '@thumbing/config';

/** True if an address may have a recipe of its own, which must be signed. */
export const takesRecipes = (profiles: Config['profiles']): boolean =>
  Object.values(profiles).some(({ onDemand }) => onDemand.recipes === 'signed');

/** True if a rendition of any profile may be asked for that is not made at upload. */
export const anyOnRequest = (profiles: Config['profiles']): boolean =>
  Object.values(profiles).some(makesOnRequest);
