import type { TimeoutOptions } from 'sharp';
import type { Limits } from '../types.ts';

/**
 * For one operation: a second more than the whole render has, so that whoever waits is told first (`patience.ts`), and
 * what nobody waits for ends too. sharp takes whole seconds, up to an hour.
 */
export const timeout = (limits: Limits): TimeoutOptions => ({
  seconds: Math.min(3_600, Math.ceil(limits.timeout) + 1),
});
