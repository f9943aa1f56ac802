import type { Stage } from './stage.ts';

/** Every deployment of Thumbing, by its name. All of them fit into one account. */
export const stages = {
  dev: { keepData: false },
  prod: { keepData: true, canary: true },
} as const satisfies Record<string, Stage>;
