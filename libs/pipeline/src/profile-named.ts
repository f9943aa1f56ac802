import type { Config, Profile } from '@thumbing/config';
import { RequestError } from './request-error.ts';

/** Throws a `RequestError` when there is none. */
export function profileNamed({ profiles }: Pick<Config, 'profiles'>, name: string): Profile {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile) return profile;
  const names = Object.keys(profiles).join(', ');
  throw new RequestError('unknown-profile', `there is no profile '${name}'; there are: ${names}`);
}
