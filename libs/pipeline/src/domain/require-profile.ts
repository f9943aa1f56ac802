import { findProfile, type Config, type Profile } from '@thumbing/config';
import { RequestError } from './request-error.ts';

/** Finds a profile by its name. Throws a `RequestError` if there is none. */
export function requireProfile(config: Pick<Config, 'profiles'>, name: string): Profile {
  const profile = findProfile(config, name);
  if (profile) return profile;
  const names = Object.keys(config.profiles).join(', ');
  throw new RequestError(
    'unknown-profile',
    `there is no profile '${name}'; the profiles are: ${names}`,
  );
}
