import { environment, text } from './environment.ts';

/** Environment of every function: where CloudWatch keeps the metrics that it records. */
export const metricsEnvironment = environment({
  /** Namespace of the metrics. */
  METRICS_NAMESPACE: text,
});
