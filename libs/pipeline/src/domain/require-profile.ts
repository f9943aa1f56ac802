import { findProfile, type Config, type Profile } from '@thumbing/config';
import { RequestError } from './request-error.ts';

/** Throws a `RequestError` when there is none. */
export function profileNamed(config: Pick<Config, 'profiles'>, name: string): Profile {
  const profile = findProfile(config, name);
  if (profile) return profile;
  const names = Object.keys(config.profiles).join(', ');
  throw new RequestError('unknown-profile', `there is no profile '${name}'; there are: ${names}`);
}
