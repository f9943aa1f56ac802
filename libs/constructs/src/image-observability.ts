import type { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Config } from '@thumbing/config';
import { Construct } from 'constructs';
import type { ImageApi } from './image-api.ts';
import type { ImageLifecycle } from './image-lifecycle.ts';
import type { ImageMaking } from './making/image-making.ts';
import type { ImageProcessing } from './image-processing.ts';
import type { ImageStorage } from './image-storage.ts';
import type { ImageWebhook } from './image-webhook.ts';
import { pipelineAlarms } from './observability/alarms.ts';
import { dashboard } from './observability/dashboard.ts';
import { pipelineMetrics } from './observability/metrics.ts';
import { addBudget } from './observability/add-budget.ts';

/** The parts of a pipeline to watch. */
export interface ImageObservabilityProps {
  /** The profiles of the configuration. An alarm tells of uploads to each that are mostly rejected. */
  readonly profiles: Config['profiles'];
  /** An alarm tells of messages that are older than 45 minutes, as for every queue with a function. */
  readonly storage: Pick<ImageStorage, 'arrivals' | 'arrivalDeadLetters' | 'inbox' | 'deadLetters'>;
  /** An alarm tells of requests that DynamoDB throttles. */
  readonly records: ITable;
  /** An alarm tells of each image that failed. */
  readonly processing: Pick<
    ImageProcessing,
    'functions' | 'processImage' | 'deadLetter' | 'events'
  >;
  /** Absent if nothing is made on request. */
  readonly making?: Pick<ImageMaking, 'functions' | 'makeRendition'> | undefined;
  /** An alarm tells of changes of records that led to nothing. */
  readonly lifecycle: Pick<ImageLifecycle, 'functions' | 'deadLetters'>;
  /** An alarm tells of the dead letters of each. */
  readonly webhooks: readonly ImageWebhook[];
  /** An alarm tells of 5xx responses. */
  readonly api: Pick<ImageApi, 'functions' | 'httpApi'>;
  /**
   * The topic that alarms are sent to. Its policy, and that of its key, must let `cloudwatch.amazonaws.com` publish, and
   * `budgets.amazonaws.com` if there is a budget. @default alarms show on the dashboard only
   */
  readonly alarms?: ITopic | undefined;
  /** A budget of the whole account in USD, whose warnings are sent like alarms. @default none */
  readonly monthlyBudget?: number | undefined;
}

/** A dashboard, and an alarm for everything that a person should look at. */
export class ImageObservability extends Construct {
  /** Graphs of requests, functions and queues over six hours. */
  readonly dashboard: Dashboard;
  /** The alarms, whether or not a topic gets them. */
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: ImageObservabilityProps) {
    super(scope, id);
    const { alarms: topic, monthlyBudget } = props;
    const metrics = pipelineMetrics(this, props);

    this.alarms = pipelineAlarms(this, metrics);
    if (topic) {
      for (const alarm of this.alarms) alarm.addAlarmAction(new SnsAction(topic));
      if (monthlyBudget !== undefined) addBudget(this, 'Budget', monthlyBudget, topic);
    }
    this.dashboard = dashboard(this, 'Dashboard', metrics);
  }
}
