import type { Config } from '../schema/config.ts';
import { environment } from './environment.ts';
import { settings } from './settings.ts';
import { records } from './storage.ts';

/** The settings that the function receives. */
export type ApiSettings = Pick<Config, 'profiles' | 'quotas' | 'origins'>;

/** Environment of the function that serves the API. */
export const apiEnvironment = environment({
  ...records,
  /** Profiles to accept, quotas of each owner, and origins for CORS. */
  CONFIG: settings('profiles', 'quotas', 'origins'),
});
