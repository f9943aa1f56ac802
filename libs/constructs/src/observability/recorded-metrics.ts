import { MathExpression, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS, type MetricName } from '@thumbing/config';
import type { Construct } from 'constructs';
import { metricsNamespace } from '../functions/metrics-namespace.ts';
import type { Named } from '../functions/watched.ts';
import type { ImageObservabilityProps } from '../image-observability.ts';
import { PERIOD, REPORT_PERIOD, SHARE_PERIOD } from './periods.ts';

/** The metrics that the functions of a pipeline record themselves. */
export function recordedMetrics(
  scope: Construct,
  { profiles }: Pick<ImageObservabilityProps, 'profiles'>,
) {
  const namespace = metricsNamespace(scope);
  return {
    rejectedShare: rejectedShareOf(Object.keys(profiles), namespace),
    ends: { Ends: searched(namespace, 'images', 'Sum') },
    refusals: { Refusals: searched(namespace, 'refusals', 'Sum') },
    steps: { Steps: searched(namespace, 'step_seconds', 'p95') },
    unrepaired: unrepaired(namespace),
  };
}

/** The images that a reconciliation found and cannot repair. It reports once a day. */
const unrepaired = (namespace: string): IMetric =>
  new Metric({
    namespace,
    metricName: 'unrepaired_findings' satisfies MetricName,
    statistic: 'Maximum',
    period: REPORT_PERIOD,
  });

/** Uploads of a profile in an hour, below which a share of them says nothing. */
const ENOUGH = 20;

/** Percent of the uploads of each profile in an hour that are rejected. */
const rejectedShareOf = (profiles: readonly string[], namespace: string): Named<IMetric> =>
  Object.fromEntries(
    profiles.map((profile) => {
      const counted = (end: string) =>
        new Metric({
          namespace,
          metricName: 'images' satisfies MetricName,
          dimensionsMap: { profile, end },
          statistic: 'Sum',
          period: SHARE_PERIOD,
        });
      const share = new MathExpression({
        // An hour without any rejection has no data point.
        expression: `IF(FILL(ready, 0) + FILL(rejected, 0) >= ${ENOUGH}, 100 * FILL(rejected, 0) / (FILL(ready, 0) + FILL(rejected, 0)), 0)`,
        usingMetrics: { ready: counted('ready'), rejected: counted('rejected') },
        period: SHARE_PERIOD,
      });
      return [`Uploads to ${profile}`, share];
    }),
  );

/** Every series of a metric that the functions record, as many as there are. */
const searched = (namespace: string, name: MetricName, statistic: string): IMetric =>
  new MathExpression({
    expression: `SEARCH('{${[`"${namespace}"`, ...METRICS[name].labels].join()}} MetricName="${name}"', '${statistic}')`,
    label: '',
    period: PERIOD,
  });
