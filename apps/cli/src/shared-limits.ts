import type { Config } from '@thumbing/config';

/** Limits of images that share this process: its CPU time says nothing about one of them. */
export const sharedLimits = ({
  maxPixels,
  maxFrames,
  maxDuration,
  timeout,
}: Config['limits']): Omit<Config['limits'], 'cpuTime'> => ({
  maxPixels,
  maxFrames,
  maxDuration,
  timeout,
});
