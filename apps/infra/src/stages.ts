import type { Stage } from './stage.ts';

/** All deployments by name. One account has room for all of them. */
export const stages = {
  dev: { keepData: false },
  prod: { keepData: true, canary: true },
} as const satisfies Record<string, Stage>;
