import { environment } from './environment.ts';
import { storage } from './storage.ts';

/** Environment of the function that marks images as failed. */
export const deadLetterEnvironment = environment(storage);
