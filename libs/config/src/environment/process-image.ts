import type { Config } from '../schema/config.ts';
import { environment, text } from './environment.ts';
import { settings } from './settings.ts';
import { storage } from './storage.ts';

/** The settings that the function receives. */
export type ProcessImageSettings = Pick<Config, 'profiles' | 'limits' | 'images' | 'fonts'>;

/** Environment of the function that renders originals. */
export const processImageEnvironment = environment({
  ...storage,
  /** Queue that the function's messages come from. */
  QUEUE_URL: text,
  /** Paths in `images` and `fonts` are those inside the function. */
  CONFIG: settings('profiles', 'limits', 'images', 'fonts'),
});

/** Environment of the function that marks images as failed. */
export const deadLetterEnvironment = environment({
  ...storage,
  /** Variants, which events name. */
  CONFIG: settings('profiles'),
});
