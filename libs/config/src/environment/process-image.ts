import type { Config } from '../schema.ts';
import { environment, text } from './environment.ts';
import { packed } from './packed.ts';
import { stores } from './stores.ts';

export const processImageEnvironment = environment({
  ...stores,
  /** Whose messages it is given. */
  QUEUE_URL: text,
  CONFIG: packed<Pick<Config, 'profiles' | 'limits'>>(),
});
