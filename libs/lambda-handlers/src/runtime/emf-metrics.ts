import { METRICS, type MetricName } from '@thumbing/config';
import type { Clock, Metrics } from '@thumbing/pipeline';

export interface EmfMetricsOptions {
  /** Namespace of all metrics. */
  readonly namespace: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Writes a line to the log as it is: Lambda puts those of `console` into JSON of its own. @default standard output */
  readonly write?: (line: string) => void;
}

/**
 * Writes each metric as a line of the log, from which CloudWatch takes it, with its labels as dimensions:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 * Nothing has to be sent or awaited before a function is frozen.
 */
export function emfMetrics({
  namespace,
  clock,
  write = toStandardOutput,
}: EmfMetricsOptions): Metrics {
  const record = (
    name: MetricName,
    labels: Readonly<Record<string, string>>,
    value: number,
  ): void => {
    const Unit = METRICS[name].type === 'counter' ? 'Count' : 'Seconds';
    const directive = {
      Namespace: namespace,
      Dimensions: [Object.keys(labels)],
      Metrics: [{ Name: name, Unit }],
    };
    const _aws = { Timestamp: clock.now().getTime(), CloudWatchMetrics: [directive] };
    write(JSON.stringify({ _aws, ...labels, [name]: value }));
  };
  return {
    count: (name, labels, by = 1) => record(name, labels, by),
    took: (step, seconds) => record('step_seconds', { step }, seconds),
  };
}

const toStandardOutput = (line: string): void => void process.stdout.write(`${line}\n`);
