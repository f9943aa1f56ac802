import {
  Alarm,
  ComparisonOperator,
  TreatMissingData,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

interface AlarmOptions {
  readonly metric: IMetric;
  readonly threshold: number;
  readonly problem: string;
}

/** An alarm that a value of this or more raises. Missing data counts as healthy. */
export const alarm = (
  scope: Construct,
  id: string,
  { metric, threshold, problem }: AlarmOptions,
): Alarm =>
  new Alarm(scope, id, {
    metric,
    threshold,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: problem,
  });
