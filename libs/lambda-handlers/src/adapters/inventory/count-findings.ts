import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { FINDINGS, unrepairedIn, type Reconciliation } from '@thumbing/pipeline';
import type { FunctionName } from '../../bundles.ts';

/** Counts the findings of a complete reconciliation, as metrics that CloudWatch extracts from the log (EMF). */
export function countFindings(report: Reconciliation, serviceName: FunctionName): void {
  const metrics = new Metrics({ namespace: 'Thumbing', serviceName });
  for (const finding of FINDINGS) {
    const count = report.findings[finding]?.found ?? 0;
    metrics.addMetric(`reconciliation.${finding}`, MetricUnit.Count, count);
  }
  metrics.addMetric('reconciliation.unrepaired', MetricUnit.Count, unrepairedIn(report));
  metrics.publishStoredMetrics();
}
