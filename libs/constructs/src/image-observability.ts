import { Duration } from 'aws-cdk-lib/core';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  TreatMissingData,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ImageApi } from './image-api.ts';
import type { ImageProcessing } from './image-processing.ts';
import type { ImageWebhook } from './image-webhook.ts';

export interface ImageObservabilityProps {
  readonly inbox: IQueue;
  readonly deadLetters: IQueue;
  readonly processing: Pick<ImageProcessing, 'processImage' | 'deadLetter'>;
  readonly webhooks: readonly ImageWebhook[];
  readonly api: Pick<ImageApi, 'api' | 'tokens' | 'httpApi'>;
  /** Who is told of alarms. @default nobody: they show on the dashboard */
  readonly alarms?: ITopic;
}

type Named<T> = Readonly<Record<string, T>>;

const PERIOD = Duration.minutes(5);
/** In which what fails once, and then succeeds, is no reason to wake anyone. */
const LONG = Duration.hours(1);
/** An original that is tried again waits for minutes; what waits for longer than this is stuck. */
const TOO_LONG = Duration.minutes(45);

/** How a pipeline is doing, at a glance; and an alarm for whatever a person should look at. */
export class ImageObservability extends Construct {
  readonly dashboard: Dashboard;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: ImageObservabilityProps) {
    super(scope, id);
    const { inbox, deadLetters, processing, webhooks, api } = props;
    const eachWebhook = <T>(part: (webhook: ImageWebhook) => T): Named<T> =>
      Object.fromEntries(webhooks.map((webhook) => [webhook.node.id, part(webhook)]));
    const answering: Named<IFunction> = {
      Api: api.api,
      ...(api.tokens && { Authorizer: api.tokens }),
      DeadLetter: processing.deadLetter,
    };
    /** What fails here is tried again. */
    const retrying: Named<IFunction> = {
      ProcessImage: processing.processImage,
      ...eachWebhook(({ deliver }) => deliver),
    };
    const functions = { ...answering, ...retrying };
    const worked: Named<IQueue> = {
      Inbox: inbox,
      DeadLetters: deadLetters,
      ...eachWebhook(({ queue }) => queue),
    };
    const abandoned = eachWebhook((webhook) => webhook.deadLetters);
    const per = (metric: (fn: IFunction) => IMetric) => each(functions, metric);
    const age = (queue: IQueue) =>
      queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, statistic: 'Maximum' });
    const waiting = (queue: IQueue) =>
      queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum' });
    const sum = { period: PERIOD, statistic: 'Sum' };

    const errors = per((fn) => fn.metricErrors(sum));
    const breaksOff = each(answering, (fn) => fn.metricErrors(sum));
    const failsAgain = each(retrying, (fn) => fn.metricErrors({ ...sum, period: LONG }));
    const throttles = per((fn) => fn.metricThrottles(sum));
    const ages = each(worked, age);
    const dead = each(abandoned, waiting);
    const failed = processing.deadLetter.metricInvocations(sum);
    const serverErrors = api.httpApi.metricServerError(sum);

    this.alarms = [
      ...this.alarm('Errors', breaksOff, 1, 'fails: its log has the cause'),
      ...this.alarm('Retries', failsAgain, 3, 'fails again and again: its log has the cause'),
      ...this.alarm('Throttles', throttles, 1, 'is throttled: the account needs more concurrency'),
      ...this.alarm('Waiting', ages, TOO_LONG.toSeconds(), 'has messages that wait for too long'),
      ...this.alarm('DeadLetters', dead, 1, 'has messages that were given up: mend, then redrive'),
      ...this.alarm('Failed', { Images: failed }, 1, 'could not be processed, and were given up'),
      ...this.alarm('ServerErrors', { Api: serverErrors }, 1, 'answers 5xx'),
    ];
    if (props.alarms) {
      for (const alarm of this.alarms) alarm.addAlarmAction(new SnsAction(props.alarms));
    }

    const row = (...graphs: readonly (readonly [string, Named<IMetric>])[]) =>
      graphs.map(
        ([title, metrics]) =>
          new GraphWidget({ title, left: Object.values(metrics), width: 24 / graphs.length }),
      );
    this.dashboard = new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.hours(6),
      widgets: [
        row(
          ['Requests', { Requests: api.httpApi.metricCount(sum), ServerErrors: serverErrors }],
          [
            'Latency, p95',
            { Latency: api.httpApi.metricLatency({ period: PERIOD, statistic: 'p95' }) },
          ],
        ),
        row(
          ['Runs', per((fn) => fn.metricInvocations(sum))],
          ['Duration, p95', per((fn) => fn.metricDuration({ period: PERIOD, statistic: 'p95' }))],
          ['Errors and throttles', { ...errors, ...prefixed('Throttled', throttles) }],
        ),
        row(
          ['Waiting', each(worked, waiting)],
          ['Age of the oldest', ages],
          ['Given up', { ...dead, Failed: failed }],
        ),
      ],
    });
  }

  /** One alarm for each metric that reaches the threshold; no data is no trouble. */
  private alarm(id: string, metrics: Named<IMetric>, threshold: number, trouble: string): Alarm[] {
    return Object.entries(metrics).map(
      ([name, metric]) =>
        new Alarm(this, `${name}${id}`, {
          metric,
          threshold,
          evaluationPeriods: 1,
          comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          treatMissingData: TreatMissingData.NOT_BREACHING,
          alarmDescription: `${name} ${trouble}`,
        }),
    );
  }
}

const each = <T>(things: Named<T>, metric: (thing: T) => IMetric): Record<string, IMetric> =>
  Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, metric(thing)]));

const prefixed = <T>(prefix: string, things: Named<T>): Record<string, T> =>
  Object.fromEntries(Object.entries(things).map(([name, thing]) => [`${prefix}${name}`, thing]));
