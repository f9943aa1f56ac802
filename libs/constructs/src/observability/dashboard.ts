import { Duration } from 'aws-cdk-lib/core';
import { Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Named } from '../functions/watched.ts';
import type { PipelineMetrics } from './metrics.ts';

/** A dashboard of four rows: requests, functions, queues, images. */
export const dashboard = (scope: Construct, id: string, metrics: PipelineMetrics): Dashboard =>
  new Dashboard(scope, id, {
    defaultInterval: Duration.hours(6),
    widgets: [
      row(
        ['Requests', { Requests: metrics.requests, ServerErrors: metrics.serverErrors }],
        ['Latency, p95', { Latency: metrics.latency }],
      ),
      row(
        ['Invocations', metrics.invocations],
        ['Duration, p95', metrics.durations],
        [
          'Errors and throttles',
          { ...metrics.errors, ...prefixed('Throttled', metrics.throttles) },
        ],
      ),
      row(
        ['Messages waiting', metrics.waiting],
        ['Age of the oldest message', metrics.ages],
        ['Dead letters', { ...metrics.deadLetters, Failed: metrics.failedImages }],
      ),
      row(
        ['Images by end', metrics.ends],
        ['Steps, p95', metrics.steps],
        ['Requests refused', metrics.refusals],
      ),
    ],
  });

const row = (...graphs: readonly (readonly [string, Named<IMetric>])[]): GraphWidget[] =>
  graphs.map(
    ([title, metrics]) =>
      new GraphWidget({ title, left: Object.values(metrics), width: 24 / graphs.length }),
  );

const prefixed = <T>(prefix: string, things: Named<T>): Named<T> =>
  Object.fromEntries(Object.entries(things).map(([name, thing]) => [`${prefix}${name}`, thing]));
