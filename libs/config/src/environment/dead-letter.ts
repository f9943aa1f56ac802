import { environment } from './environment.ts';
import { storage } from './storage.ts';

export const deadLetterEnvironment = environment(storage);
