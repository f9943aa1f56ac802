import {
  COUNTERS,
  METRICS,
  type CounterName,
  type LabelsOf,
  type MetricName,
} from '@thumbing/config';
import type { Metrics } from '@thumbing/pipeline';
import type { Family, Sample } from './open-metrics-text.ts';

/** Counters and histograms in memory. They begin at 0 with the process. */
export interface RecordedMetrics extends Metrics {
  /** Shows a counter as 0 until it counts, so that its first change is seen as one. */
  expect<Name extends CounterName>(name: Name, labels: LabelsOf<Name>): void;
  /** All metrics, as they are now. */
  families(): readonly Family[];
}

/** Upper bounds of the buckets of steps in seconds, as OpenMetrics writes them. */
export const BUCKETS = [
  '0.01',
  '0.1',
  '0.5',
  '1.0',
  '2.5',
  '5.0',
  '10.0',
  '60.0',
  '600.0',
  '3600.0',
];

interface Counter {
  readonly name: CounterName;
  readonly labels: Readonly<Record<string, string>>;
  count: number;
}

interface Histogram {
  /** Durations in each bucket, without those in lower ones. The last is for longer ones. */
  readonly counts: number[];
  sum: number;
}

/** Records metrics for whoever asks. Costs a look-up in a map each time. */
export function recordedMetrics(): RecordedMetrics {
  const counters = new Map<string, Counter>();
  const steps = new Map<string, Histogram>();
  const counterOf: CounterOf = (name, labels) =>
    getOrAdd(counters, [name, ...Object.values(labels)].join('\0'), () => ({
      name,
      labels,
      count: 0,
    }));

  return {
    expect: (name, labels) => void counterOf(name, labels),
    count: (name, labels, by = 1) => void (counterOf(name, labels).count += by),
    took: (step, seconds) => {
      const histogram = getOrAdd(steps, step, emptyHistogram);
      const bucket = BUCKETS.findIndex((bound) => seconds <= Number(bound));
      const index = bucket < 0 ? BUCKETS.length : bucket;
      histogram.counts[index] = (histogram.counts[index] ?? 0) + 1;
      histogram.sum += seconds;
    },
    families: () => [
      ...COUNTERS.map((name) => {
        const series = [...counters.values()].filter((counter) => counter.name === name);
        return familyOf(name, series.map(sampleOf));
      }),
      familyOf(
        'step_seconds',
        [...steps].flatMap(([step, histogram]) => samplesOf(step, histogram)),
      ),
    ],
  };
}

type CounterOf = (name: CounterName, labels: Counter['labels']) => Counter;

const sampleOf = ({ labels, count }: Counter): Sample => ({
  suffix: '_total',
  labels,
  value: count,
});

function familyOf(name: MetricName, samples: readonly Sample[]): Family {
  const { type, help } = METRICS[name];
  return { name: `thumbing_${name}`, type, help, samples };
}

const emptyHistogram = (): Histogram => ({
  counts: Array<number>(BUCKETS.length + 1).fill(0),
  sum: 0,
});

/** Samples of a histogram, whose buckets count all durations up to their bound. */
function samplesOf(step: string, { counts, sum }: Histogram): Sample[] {
  let count = 0;
  const buckets = [...BUCKETS, '+Inf'].map((le, index) => {
    count += counts[index] ?? 0;
    return { suffix: '_bucket', labels: { step, le }, value: count };
  });
  return [
    ...buckets,
    { suffix: '_count', labels: { step }, value: count },
    { suffix: '_sum', labels: { step }, value: sum },
  ];
}

function getOrAdd<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
