import type { ApiDeps } from '@thumbing/api';
import * as memory from '@thumbing/pipeline/memory';
import { idOf } from '@thumbing/pipeline/testing';

/** Dependencies of the API in memory, but for those that a test sets or looks at. */
export const apiDeps = (): Omit<ApiDeps, 'config' | 'records' | 'onError' | 'onInvalidToken'> => ({
  renditions: memory.memoryRenditions(),
  grants: { issue: async () => ({ method: 'PUT', url: 'https://u.example.com', headers: {} }) },
  quotas: memory.memoryQuotas(),
  clock: memory.manualClock(),
  newId: () => idOf(1),
  readiness: {},
  metrics: memory.memoryMetrics(),
});
