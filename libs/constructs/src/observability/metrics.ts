import { Duration } from 'aws-cdk-lib/core';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { ImageObservabilityProps } from '../image-observability.ts';

/** Things by the name that alarms and graphs give them. */
export type Named<T> = Readonly<Record<string, T>>;

export const PERIOD = Duration.minutes(5);
/** The period for failures that are retried: a single failure, followed by a success, wakes nobody. */
const RETRY_PERIOD = Duration.hours(1);

/** The metrics of a pipeline, each read by an alarm, the dashboard or both. */
export function pipelineMetrics(props: ImageObservabilityProps) {
  const { api, processing } = props;
  const { unretried, retried } = functionsOf(props);
  const functions = { ...unretried, ...retried };
  const { worked, abandoned } = queuesOf(props);
  const sum = { period: PERIOD, statistic: 'Sum' };
  const p95 = { period: PERIOD, statistic: 'p95' };
  return {
    requests: api.httpApi.metricCount(sum),
    serverErrors: api.httpApi.metricServerError(sum),
    latency: api.httpApi.metricLatency(p95),
    invocations: each(functions, (fn) => fn.metricInvocations(sum)),
    durations: each(functions, (fn) => fn.metricDuration(p95)),
    errors: each(functions, (fn) => fn.metricErrors(sum)),
    unretriedErrors: each(unretried, (fn) => fn.metricErrors(sum)),
    retriedErrors: each(retried, (fn) => fn.metricErrors({ ...sum, period: RETRY_PERIOD })),
    throttles: each(functions, (fn) => fn.metricThrottles(sum)),
    waiting: each(worked, messagesIn),
    ages: each(worked, ageOfOldestIn),
    deadLetters: each(abandoned, messagesIn),
    failedImages: processing.deadLetter.metricInvocations(sum),
  };
}
export type PipelineMetrics = ReturnType<typeof pipelineMetrics>;

/** The functions, apart by whether a failed invocation is retried. */
function functionsOf({ api, processing, webhooks }: ImageObservabilityProps) {
  const unretried: Named<IFunction> = {
    Api: api.api,
    ...(api.tokens && { Authorizer: api.tokens }),
    DeadLetter: processing.deadLetter,
  };
  const deliveries = webhooks.map(({ node, deliver }) => [node.id, deliver] as const);
  const retried: Named<IFunction> = {
    ProcessImage: processing.processImage,
    ...Object.fromEntries(deliveries),
  };
  return { unretried, retried };
}

/** The queues that a function consumes, and those whose messages wait for a person. */
function queuesOf({ inbox, deadLetters, webhooks }: ImageObservabilityProps) {
  const worked: Named<IQueue> = {
    Inbox: inbox,
    DeadLetters: deadLetters,
    ...Object.fromEntries(webhooks.map(({ node, queue }) => [node.id, queue])),
  };
  const abandoned: Named<IQueue> = Object.fromEntries(
    webhooks.map(({ node, deadLetters }) => [node.id, deadLetters]),
  );
  return { worked, abandoned };
}

const maximum = { period: PERIOD, statistic: 'Maximum' };
const messagesIn = (queue: IQueue) => queue.metricApproximateNumberOfMessagesVisible(maximum);
const ageOfOldestIn = (queue: IQueue) => queue.metricApproximateAgeOfOldestMessage(maximum);

const each = <T>(things: Named<T>, metric: (thing: T) => IMetric): Named<IMetric> =>
  Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, metric(thing)]));
