import { environment } from './environment.ts';
import { stores } from './storage.ts';

export const deadLetterEnvironment = environment(stores);
