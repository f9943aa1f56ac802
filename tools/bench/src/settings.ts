import { STEADY_MEMORY } from '@thumbing/config/environment';

/** What a process has in its environment. */
export type Environment = Readonly<Record<string, string>>;

/** As the function that makes renditions: what it is deployed with, and two cores. */
export const LIKE_THE_FUNCTION: Environment = { ...STEADY_MEMORY, VIPS_CONCURRENCY: '2' };
