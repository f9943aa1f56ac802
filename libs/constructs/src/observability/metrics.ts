import { MathExpression, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Operation } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Named } from '../functions/watched.ts';
import type { ImageObservabilityProps } from '../image-observability.ts';
import { limitsOf, memoryUsed, NEAR } from './limits.ts';
import { PERIOD, RETRY_PERIOD } from './periods.ts';
import { recordedMetrics } from './recorded-metrics.ts';

const sum = { period: PERIOD, statistic: 'Sum' };
const maximum = { period: PERIOD, statistic: 'Maximum' };
const p95 = { period: PERIOD, statistic: 'p95' };

/** The metrics of a pipeline, each read by an alarm, the dashboard or both. */
export function pipelineMetrics(scope: Construct, props: ImageObservabilityProps) {
  const { api, making, processing, records } = props;
  const { unretried, retried } = functionsOf(props);
  const functions = { ...unretried, ...retried };
  const { worked, abandoned } = queuesOf(props);
  // The functions whose need of memory depends on what is uploaded.
  const rendering = {
    ProcessImage: processing.processImage,
    ...(making && { MakeRendition: making.makeRendition }),
  };
  return {
    requests: api.httpApi.metricCount(sum),
    serverErrors: api.httpApi.metricServerError(sum),
    latency: api.httpApi.metricLatency(p95),
    invocations: each(functions, (fn) => fn.metricInvocations(sum)),
    durations: each(functions, (fn) => fn.metricDuration(p95)),
    longest: each(functions, (fn) => fn.metricDuration(maximum)),
    timeouts: each(functions, (fn) => near(limitsOf(fn).milliseconds)),
    memory: memoryOf(scope, rendering),
    memorySizes: each(rendering, (fn) => near(limitsOf(fn).megabytes)),
    errors: each(functions, (fn) => fn.metricErrors(sum)),
    unretriedErrors: each(unretried, (fn) => fn.metricErrors(sum)),
    retriedErrors: each(retried, (fn) => fn.metricErrors({ ...sum, period: RETRY_PERIOD })),
    throttles: each(functions, (fn) => fn.metricThrottles(sum)),
    concurrency: { Account: claimedConcurrency() },
    waiting: each(worked, messagesIn),
    ages: each(worked, ageOfOldestIn),
    deadLetters: each(abandoned, messagesIn),
    agesOfDeadLetters: each(abandoned, ageOfOldestIn),
    failedImages: processing.deadLetter.metricInvocations(sum),
    ...recordedMetrics(scope, props),
    throttledRequests: records.metricThrottledRequestsForOperations({ ...sum, operations }),
    failedNotifications: processing.events.metricNumberOfNotificationsFailed(sum),
  };
}
export type PipelineMetrics = ReturnType<typeof pipelineMetrics>;

/** The operations of the adapters. A throttled index throttles the operation on it. */
const operations = [
  Operation.GET_ITEM,
  Operation.PUT_ITEM,
  Operation.DELETE_ITEM,
  Operation.QUERY,
  Operation.SCAN,
];

/** The functions, apart by whether a failed invocation is retried. */
function functionsOf({ api, making, processing, lifecycle, webhooks }: ImageObservabilityProps) {
  const parts = [api, processing, lifecycle, ...(making ? [making] : []), ...webhooks];
  const all = parts.map(({ functions }) => functions);
  return {
    unretried: merge(all.map(({ unretried }) => unretried)),
    retried: merge(all.map(({ retried }) => retried)),
  };
}

/** The queues that a function consumes, and those whose messages wait for a person. */
function queuesOf({ storage, lifecycle, webhooks }: ImageObservabilityProps) {
  const worked: Named<IQueue> = {
    Arrivals: storage.arrivals,
    Inbox: storage.inbox,
    DeadLetters: storage.deadLetters,
    ...Object.fromEntries(webhooks.map(({ node, queue }) => [node.id, queue])),
  };
  const abandoned: Named<IQueue> = {
    Arrivals: storage.arrivalDeadLetters,
    Outbox: lifecycle.deadLetters,
    ...Object.fromEntries(webhooks.map(({ node, deadLetters }) => [node.id, deadLetters])),
  };
  return { worked, abandoned };
}

const merge = <T>(parts: readonly (Named<T> | undefined)[]): Named<T> =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part ?? {})));

/** The memory of functions, as filters of their logs measure it. */
const memoryOf = (scope: Construct, functions: Named<IFunction>): Named<IMetric> =>
  Object.fromEntries(
    Object.entries(functions).map(([name, fn]) => {
      const id = name === 'ProcessImage' ? 'MemoryUsed' : `MemoryUsed${name}`;
      return [name, memoryUsed(scope, id, fn, maximum)];
    }),
  );

/** Percent of the account's concurrency that is in use or reserved. CloudWatch knows the limit of the account. */
function claimedConcurrency(): IMetric {
  const ofLambda = (metricName: string) =>
    new Metric({ namespace: 'AWS/Lambda', metricName, ...maximum });
  return new MathExpression({
    expression: '100 * claimed / SERVICE_QUOTA(running)',
    usingMetrics: {
      claimed: ofLambda('ClaimedAccountConcurrency'),
      running: ofLambda('ConcurrentExecutions'),
    },
    period: PERIOD,
    label: "Percent of the account's concurrency",
  });
}

const near = (limit: number): number => (limit * NEAR) / 100;

const messagesIn = (queue: IQueue) => queue.metricApproximateNumberOfMessagesVisible(maximum);
const ageOfOldestIn = (queue: IQueue) => queue.metricApproximateAgeOfOldestMessage(maximum);

const each = <T, U>(things: Named<T>, value: (thing: T) => U): Named<U> =>
  Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, value(thing)]));
