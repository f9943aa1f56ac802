import type { Config, Profile } from './schema/config.ts';

/** The profile of that name, or `undefined`; `constructor` and the like are no profiles. */
export const findProfile = (
  { profiles }: Pick<Config, 'profiles'>,
  name: string,
): Profile | undefined => (Object.hasOwn(profiles, name) ? profiles[name] : undefined);
