import { Names } from 'aws-cdk-lib/core';
import { Metric, type IMetric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { metricsNamespace } from '../functions/metrics-namespace.ts';

/** The part of the time-out, and of the memory, at which somebody should look, in percent. */
export const NEAR = 90;

/** The time-out in milliseconds, and the memory in MB, of a function that `nodeFunction` made, or of its alias. */
export function limitsOf(fn: IFunction): { milliseconds: number; megabytes: number } {
  const made = partsOf(fn).find((part) => part instanceof CfnFunction);
  const { timeout, memorySize } = made ?? {};
  if (timeout === undefined || memorySize === undefined) {
    throw new Error(`${fn.node.path} has no time-out or memory`);
  }
  return { milliseconds: timeout * 1_000, megabytes: memorySize };
}

/** The memory that a function took at most, in MB, from the report that Lambda logs after each invocation. */
export function memoryUsed(
  scope: Construct,
  id: string,
  fn: IFunction,
  options: MetricOptions,
): IMetric {
  const logGroup = partsOf(fn).find((part) => part instanceof LogGroup);
  if (!logGroup) throw new Error(`${fn.node.path} has no log group`);
  const metricNamespace = metricsNamespace(scope);
  const metricName = `memory.${Names.uniqueResourceName(fn, { maxLength: 200 })}`;
  new MetricFilter(scope, id, {
    logGroup,
    metricNamespace,
    metricName,
    filterPattern: FilterPattern.stringValue('$.type', '=', 'platform.report'),
    metricValue: '$.record.metrics.maxMemoryUsedMB',
  });
  return new Metric({ namespace: metricNamespace, metricName, ...options });
}

/** The constructs that `nodeFunction` made for a function. */
const partsOf = (fn: IFunction) => fn.node.scope?.node.findAll() ?? [];
