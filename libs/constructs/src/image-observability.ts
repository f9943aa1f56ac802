import { Duration } from 'aws-cdk-lib/core';
import {
  Alarm,
  ComparisonOperator,
  TreatMissingData,
  type Dashboard,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Named } from './functions/watched.ts';
import type { ImageApi } from './image-api.ts';
import type { ImageProcessing } from './image-processing.ts';
import type { ImageWebhook } from './image-webhook.ts';
import { dashboard } from './observability/dashboard.ts';
import { pipelineMetrics } from './observability/metrics.ts';

/** The parts of a pipeline to watch. */
export interface ImageObservabilityProps {
  /** An alarm tells of messages that are older than 45 minutes, as for every queue with a function. */
  readonly inbox: IQueue;
  /** The dead letters of `inbox`, which `processing.deadLetter` consumes. */
  readonly deadLetters: IQueue;
  /** An alarm tells of each image that failed. */
  readonly processing: Pick<ImageProcessing, 'functions' | 'deadLetter'>;
  /** An alarm tells of the dead letters of each. */
  readonly webhooks: readonly ImageWebhook[];
  /** An alarm tells of 5xx responses. */
  readonly api: Pick<ImageApi, 'functions' | 'httpApi'>;
  /** The topic that alarms are sent to. @default alarms show on the dashboard only */
  readonly alarms?: ITopic;
}

/** The age at which a message counts as stuck. A retried original is minutes old at most. */
const STUCK = Duration.minutes(45).toSeconds();

/** A dashboard, and an alarm for everything that a person should look at. */
export class ImageObservability extends Construct {
  /** Graphs of requests, functions and queues over six hours. */
  readonly dashboard: Dashboard;
  /** The alarms, whether or not a topic gets them. */
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: ImageObservabilityProps) {
    super(scope, id);
    const metrics = pipelineMetrics(props);
    const { unretriedErrors, retriedErrors, throttles, ages, deadLetters } = metrics;
    const failed = { Images: metrics.failedImages };
    const serverErrors = { Api: metrics.serverErrors };

    this.alarms = [
      ...this.alarm('Errors', unretriedErrors, 1, 'fails; see its log'),
      ...this.alarm('Retries', retriedErrors, 3, 'keeps failing; see its log'),
      ...this.alarm(
        'Throttles',
        throttles,
        1,
        'is throttled; raise the concurrency limit of the account',
      ),
      ...this.alarm('Waiting', ages, STUCK, 'has messages older than 45 minutes'),
      ...this.alarm(
        'DeadLetters',
        deadLetters,
        1,
        'has dead letters; fix the receiver, then redrive',
      ),
      ...this.alarm('Failed', failed, 1, 'failed after all retries; see the log of process-image'),
      ...this.alarm('ServerErrors', serverErrors, 1, 'responds with 5xx; see its log'),
    ];
    if (props.alarms) {
      for (const alarm of this.alarms) alarm.addAlarmAction(new SnsAction(props.alarms));
    }
    this.dashboard = dashboard(this, 'Dashboard', metrics);
  }

  /** One alarm per metric, raised when it reaches the threshold. Missing data counts as healthy. */
  private alarm(id: string, metrics: Named<IMetric>, threshold: number, problem: string): Alarm[] {
    return Object.entries(metrics).map(
      ([name, metric]) =>
        new Alarm(this, `${name}${id}`, {
          metric,
          threshold,
          evaluationPeriods: 1,
          comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          treatMissingData: TreatMissingData.NOT_BREACHING,
          alarmDescription: `${name} ${problem}`,
        }),
    );
  }
}
