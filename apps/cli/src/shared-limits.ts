import type { Config } from '@thumbing/config';

/** Limits of images that share this process: its CPU time says nothing about one of them. */
export function sharedLimits(limits: Config['limits']): Omit<Config['limits'], 'cpuTime'> {
  const shared: Partial<Config['limits']> & Omit<Config['limits'], 'cpuTime'> = { ...limits };
  delete shared.cpuTime;
  return shared;
}
