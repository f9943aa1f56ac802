import type { Measurement } from '@thumbing/pipeline/memory';
import { manualClock } from '@thumbing/pipeline/memory';
import { metricsContract, sumsOf } from '@thumbing/pipeline/testing';
import * as z from 'zod';
import { emfMetrics } from './emf-metrics.ts';

const namespace = 'Thumbing/prod';

/** Parts of a line that CloudWatch reads, as the specification of the format says. */
const emf = z.looseObject({
  _aws: z.strictObject({
    Timestamp: z.int(),
    CloudWatchMetrics: z.tuple([
      z.strictObject({
        Namespace: z.literal(namespace),
        Dimensions: z.tuple([z.array(z.string()).max(30)]),
        Metrics: z.tuple([
          z.strictObject({ Name: z.string(), Unit: z.enum(['Count', 'Seconds']) }),
        ]),
      }),
    ]),
  }),
});

function measurementOf(line: string): Measurement {
  const { _aws, ...values } = emf.parse(JSON.parse(line));
  const [{ Dimensions, Metrics }] = _aws.CloudWatchMetrics;
  const name = Metrics[0].Name;
  const labels = Dimensions[0].map((label) => [label, z.string().parse(values[label])]);
  return {
    name,
    labels: z.record(z.string(), z.string()).parse(Object.fromEntries(labels)),
    value: z.number().parse(values[name]),
  };
}

metricsContract('EMF', async () => {
  const lines: string[] = [];
  return {
    metrics: emfMetrics({
      namespace,
      clock: manualClock(),
      write: (line) => void lines.push(line),
    }),
    sums: () => sumsOf(lines.map(measurementOf)),
    close: async () => undefined,
  };
});

it('writes one line for each metric, with its time and unit', () => {
  const lines: string[] = [];
  const clock = manualClock('2026-01-01T00:00:00.000Z');
  const metrics = emfMetrics({ namespace, clock, write: (line) => void lines.push(line) });
  metrics.count('rejections', { code: 'two\nlines' });
  metrics.took('render', 0.5);
  expect(lines.join()).not.toContain('\n');
  const written = lines.map((line) => emf.parse(JSON.parse(line))._aws);
  expect(written.map(({ Timestamp }) => Timestamp)).toEqual([1_767_225_600_000, 1_767_225_600_000]);
  expect(written.map(({ CloudWatchMetrics: [{ Metrics }] }) => Metrics[0].Unit)).toEqual([
    'Count',
    'Seconds',
  ]);
});
