import { metricsContract } from '@thumbing/pipeline/testing';
import { parseOpenMetrics } from '../testing/parse-open-metrics.ts';
import { openMetricsText } from './open-metrics-text.ts';
import { recordedMetrics, type RecordedMetrics } from './recorded-metrics.ts';

const samplesOf = (metrics: RecordedMetrics) =>
  parseOpenMetrics(openMetricsText(metrics.families()));

metricsContract('OpenMetrics', async () => {
  const metrics = recordedMetrics();
  return {
    metrics,
    sums: () =>
      samplesOf(metrics)
        .filter(({ name }) => /_(?:total|sum)$/.test(name))
        .map(({ name, ...rest }) => ({
          name: name.replace(/^thumbing_|_(?:total|sum)$/g, ''),
          ...rest,
        })),
    close: async () => undefined,
  };
});

describe('recordedMetrics', () => {
  it('shows an expected counter as 0 until it counts', () => {
    const metrics = recordedMetrics();
    const labels = { profile: 'avatar', end: 'failed' };
    const sample = { name: 'thumbing_images_total', labels };
    metrics.expect('images', labels);
    expect(samplesOf(metrics)).toEqual([{ ...sample, value: 0 }]);
    metrics.count('images', labels);
    metrics.expect('images', labels);
    expect(samplesOf(metrics)).toEqual([{ ...sample, value: 1 }]);
  });

  it('counts a duration in every bucket that it fits into', () => {
    const metrics = recordedMetrics();
    for (const seconds of [0, 0.5, 0.51, 7, 100_000]) metrics.took('render', seconds);
    const buckets = samplesOf(metrics).filter(({ name }) => name.endsWith('_bucket'));
    expect(buckets.map(({ labels, value }) => [labels['le'], value])).toEqual([
      ['0.01', 1],
      ['0.1', 1],
      ['0.5', 2],
      ['1.0', 3],
      ['2.5', 3],
      ['5.0', 3],
      ['10.0', 4],
      ['60.0', 4],
      ['600.0', 4],
      ['3600.0', 4],
      ['+Inf', 5],
    ]);
    expect(samplesOf(metrics)).toContainEqual({
      name: 'thumbing_step_seconds_count',
      labels: { step: 'render' },
      value: 5,
    });
  });
});
