import type { Config } from '../schema/config.ts';
import { compressedJson } from './compressed-json.ts';
import { environment, text } from './environment.ts';
import { storage } from './storage.ts';

export const processImageEnvironment = environment({
  ...storage,
  /** Queue that the function's messages come from. */
  QUEUE_URL: text,
  /** Paths in `images` and `fonts` are those inside the function. */
  CONFIG: compressedJson<Pick<Config, 'profiles' | 'limits' | 'images' | 'fonts'>>(),
});
