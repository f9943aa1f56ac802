import type { Config } from '../schema/config.ts';
import { environment, text } from './environment.ts';
import { packed } from './compressed-json.ts';
import { stores } from './storage.ts';

export const processImageEnvironment = environment({
  ...stores,
  /** Whose messages it is given. */
  QUEUE_URL: text,
  /** Its `images` and `fonts` are where the function finds them. */
  CONFIG: packed<Pick<Config, 'profiles' | 'limits' | 'images' | 'fonts'>>(),
});
