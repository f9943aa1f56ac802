import { environment } from './environment.ts';
import { stores } from './stores.ts';

export const deadLetterEnvironment = environment(stores);
