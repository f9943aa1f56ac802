import type { TimeoutOptions } from 'sharp';
import type { Limits } from '../types.ts';

/** sharp takes whole seconds, up to an hour. */
export const timeout = (limits: Limits): TimeoutOptions => ({
  seconds: Math.min(3_600, Math.ceil(limits.timeout)),
});
