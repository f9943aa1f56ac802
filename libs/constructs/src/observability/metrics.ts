import { Duration } from 'aws-cdk-lib/core';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Named } from '../functions/watched.ts';
import type { ImageObservabilityProps } from '../image-observability.ts';

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
  const all = [api, processing, ...webhooks].map(({ functions }) => functions);
  return {
    unretried: merge(all.map(({ unretried }) => unretried)),
    retried: merge(all.map(({ retried }) => retried)),
  };
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

const merge = <T>(parts: readonly (Named<T> | undefined)[]): Named<T> =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part ?? {})));

const maximum = { period: PERIOD, statistic: 'Maximum' };
const messagesIn = (queue: IQueue) => queue.metricApproximateNumberOfMessagesVisible(maximum);
const ageOfOldestIn = (queue: IQueue) => queue.metricApproximateAgeOfOldestMessage(maximum);

const each = <T>(things: Named<T>, metric: (thing: T) => IMetric): Named<IMetric> =>
  Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, metric(thing)]));
