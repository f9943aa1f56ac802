import type { Config } from '../schema/config.ts';
import { compressedJson } from './compressed-json.ts';
import { environment, seconds, text } from './environment.ts';
import { storage } from './storage.ts';

export const apiEnvironment = environment({
  ...storage,
  /** Queue for the delayed check that an interrupted deletion was completed. */
  INBOX_URL: text,
  CONFIG: compressedJson<Pick<Config, 'profiles' | 'origins'>>(),
  /** Time to keep the record of an unused grant after the grant has expired. */
  FORGET_AFTER: seconds,
});
