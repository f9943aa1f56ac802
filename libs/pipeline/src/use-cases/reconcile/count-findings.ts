import type { Metrics } from '../../metrics/metrics.ts';
import { FINDINGS } from './difference.ts';
import { unrepairedIn, type Reconciliation } from './reconciliation.ts';

/** Counts the findings of a complete reconciliation: those that are absent too, so that a series has no gaps. */
export function countFindings(metrics: Pick<Metrics, 'count'>, report: Reconciliation): void {
  for (const finding of FINDINGS) {
    metrics.count('findings', { finding }, report.findings[finding]?.found ?? 0);
  }
  metrics.count('unrepaired_findings', {}, unrepairedIn(report));
}
