import type { TimeoutOptions } from 'sharp';
import type { Limits } from '../types.ts';

/** sharp takes whole seconds. */
export const timeout = (limits: Limits): TimeoutOptions => ({
  seconds: Math.ceil(limits.timeout),
});
