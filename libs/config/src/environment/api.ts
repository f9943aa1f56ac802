import { environment, seconds, text } from './environment.ts';
import { settings } from './settings.ts';
import { records } from './storage.ts';

export const apiEnvironment = environment({
  ...records,
  /** Queue whose worker removes the files of deleted images. */
  INBOX_URL: text,
  CONFIG: settings('profiles', 'origins'),
  /** Time to keep the record of an unused grant after the grant has expired. */
  FORGET_AFTER: seconds,
});

/** The settings that the function receives. */
export type ApiSettings = ReturnType<typeof apiEnvironment.fromEnv>['CONFIG'];
