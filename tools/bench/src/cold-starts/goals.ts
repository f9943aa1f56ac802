import type { FunctionName } from '@thumbing/lambda-handlers/bundles';

/** Limits of a function's init CPU, as multiples of the floor's. Functions without one are only measured. */
export const GOALS: Partial<Record<FunctionName, number>> = {
  api: 0.9,
  'process-image': 1.1,
  webhook: 0.7,
  authorizer: 0.3,
};
