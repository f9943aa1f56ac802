import { Duration } from 'aws-cdk-lib/core';
import type { Alarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Named } from '../functions/watched.ts';
import { alarm } from './alarm.ts';
import { NEAR } from './limits.ts';
import type { PipelineMetrics } from './metrics.ts';

/** The age at which a message counts as stuck. A retried original is minutes old at most. */
const STUCK = Duration.minutes(45).toSeconds();

/**
 * The age at which dead letters must be redriven. They are deleted 14 days after they were first sent; they may have
 * spent 10 of them in the queue, and the age counts from the end of that.
 */
const EXPIRING = Duration.days(3).toSeconds();

/** Percent of the account's concurrency, and of a profile's uploads that are rejected. */
const CROWDED = 80;
const MOSTLY = 50;

interface Rule {
  /** The end of the ids of its alarms, which start with the name of the metric. */
  readonly id: string;
  readonly metrics: Named<IMetric>;
  /** A value reached raises the alarm. A function of the name, if it depends on it. */
  readonly threshold: number | ((name: string) => number);
  readonly problem: string;
}

const functionRules = (metrics: PipelineMetrics): readonly Rule[] => [
  {
    id: 'Errors',
    metrics: metrics.unretriedErrors,
    threshold: 1,
    problem: 'fails; see its log',
  },
  {
    id: 'Retries',
    metrics: metrics.retriedErrors,
    threshold: 3,
    problem: 'keeps failing; see its log',
  },
  {
    id: 'Throttles',
    metrics: metrics.throttles,
    threshold: 1,
    problem: 'is throttled; raise the concurrency limit of the account',
  },
  {
    id: 'Slow',
    metrics: metrics.longest,
    threshold: (name) => metrics.timeouts[name] ?? 0,
    problem: `takes ${NEAR} % of its time-out; see its log`,
  },
  {
    id: 'Memory',
    metrics: metrics.memory,
    threshold: (name) => metrics.memorySizes[name] ?? 0,
    problem: `takes ${NEAR} % of its memory; lower limits.maxPixels`,
  },
  {
    id: 'Concurrency',
    metrics: metrics.concurrency,
    threshold: CROWDED,
    problem: `uses ${CROWDED} % of its concurrency; request an increase in Service Quotas`,
  },
];

const messageRules = (metrics: PipelineMetrics): readonly Rule[] => [
  {
    id: 'Waiting',
    metrics: metrics.ages,
    threshold: STUCK,
    problem: 'has messages older than 45 minutes',
  },
  {
    id: 'DeadLetters',
    metrics: metrics.deadLetters,
    threshold: 1,
    problem: 'has dead letters; fix the cause, then redrive or send again',
  },
  {
    id: 'Expiring',
    metrics: metrics.agesOfDeadLetters,
    threshold: EXPIRING,
    problem: 'loses dead letters soon; redrive or send them again within a day',
  },
];

const outcomeRules = (metrics: PipelineMetrics): readonly Rule[] => [
  {
    id: 'Failed',
    metrics: { Images: metrics.failedImages },
    threshold: 1,
    problem: 'failed after all retries; see the log of process-image',
  },
  {
    id: 'Rejected',
    metrics: metrics.rejectedShare,
    threshold: MOSTLY,
    problem: `are rejected, ${MOSTLY} % or more in an hour; see the error codes of its images`,
  },
  {
    id: 'ServerErrors',
    metrics: { Api: metrics.serverErrors },
    threshold: 1,
    problem: 'responds with 5xx; see its log',
  },
  {
    id: 'TableThrottles',
    metrics: { Records: metrics.throttledRequests },
    threshold: 1,
    problem: 'are throttled by DynamoDB; requests are retried, see the metrics of the table',
  },
  {
    id: 'Unrepaired',
    metrics: { Reconciliation: metrics.unrepaired },
    threshold: 1,
    problem: 'found what it cannot repair; see its report in the log',
  },
  {
    id: 'Undelivered',
    metrics: { Events: metrics.failedNotifications },
    threshold: 1,
    problem: 'did not reach a queue of a webhook; they are among its dead letters',
  },
];

/** An alarm for everything that a person should look at. Missing data counts as healthy. */
export const pipelineAlarms = (scope: Construct, metrics: PipelineMetrics): Alarm[] =>
  [functionRules, messageRules, outcomeRules]
    .flatMap((rulesOf) => rulesOf(metrics))
    .flatMap(({ id, metrics: named, threshold, problem }) =>
      Object.entries(named).map(([name, metric]) =>
        alarm(scope, `${name}${id}`, {
          metric,
          threshold: typeof threshold === 'number' ? threshold : threshold(name),
          problem: `${name} ${problem}`,
        }),
      ),
    );
