import { Stage } from 'aws-cdk-lib/core';
import { METRICS_NAMESPACE } from '@thumbing/config';
import type { IConstruct } from 'constructs';

/**
 * Namespace of the metrics that the functions of a pipeline record. Each stage of an app has one of its own, since
 * CloudWatch would add up those of several in one account; outside of a stage it is that of `METRICS_NAMESPACE`.
 */
export function metricsNamespace(scope: IConstruct): string {
  const stage = Stage.of(scope)?.stageName;
  return stage ? `${METRICS_NAMESPACE}/${stage}` : METRICS_NAMESPACE;
}
