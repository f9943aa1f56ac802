import { environment, seconds, text } from './environment.ts';
import { settings } from './settings.ts';
import { storage } from './storage.ts';

export const apiEnvironment = environment({
  ...storage,
  /** Queue for the delayed check that an interrupted deletion was completed. */
  INBOX_URL: text,
  CONFIG: settings('profiles', 'origins'),
  /** Time to keep the record of an unused grant after the grant has expired. */
  FORGET_AFTER: seconds,
});

/** The settings that the function receives. */
export type ApiSettings = ReturnType<typeof apiEnvironment.fromEnv>['CONFIG'];
