import { systemClock } from '@thumbing/adapters';
import { metricsEnvironment } from '@thumbing/config/environment';
import type { Metrics } from '@thumbing/pipeline';
import { emfMetrics } from './emf-metrics.ts';

/** Metrics of a function, in the namespace that its environment tells. */
export function functionMetrics(env: Readonly<Record<string, string | undefined>>): Metrics {
  const { METRICS_NAMESPACE: namespace } = metricsEnvironment.fromEnv(env);
  return emfMetrics({ namespace, clock: systemClock });
}
