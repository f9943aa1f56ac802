import type { Config } from '../schema/config.ts';
import { environment, seconds, text } from './environment.ts';
import { packed } from './compressed-json.ts';
import { stores } from './storage.ts';

export const apiEnvironment = environment({
  ...stores,
  /** Where an image is put that is to be looked at later. */
  INBOX_URL: text,
  CONFIG: packed<Pick<Config, 'profiles' | 'origins'>>(),
  /** How long after its grant has expired an image is forgotten for which nothing has come. */
  FORGET_AFTER: seconds,
});
