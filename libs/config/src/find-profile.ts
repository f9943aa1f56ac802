import type { Config } from './schema/config.ts';
import type { Profile } from './schema/profile.ts';

/** The profile with this name, or `undefined`. Inherited properties such as `constructor` are not profiles. */
export const findProfile = (
  { profiles }: Pick<Config, 'profiles'>,
  name: string,
): Profile | undefined => (Object.hasOwn(profiles, name) ? profiles[name] : undefined);
