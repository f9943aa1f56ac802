/** Metrics of one name. */
export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** Meaning, for people. */
  readonly help: string;
  readonly samples: readonly Sample[];
}

export interface Sample {
  /** End of the name, such as `_total`. @default none */
  readonly suffix?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Media type of the text. */
export const OPEN_METRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** Text of OpenMetrics 1.0: https://prometheus.io/docs/specs/om/open_metrics_spec/ */
export const openMetricsText = (families: readonly Family[]): string =>
  [...families.flatMap(linesOf), '# EOF', ''].join('\n');

const linesOf = ({ name, type, help, samples }: Family): string[] => [
  `# TYPE ${name} ${type}`,
  `# HELP ${name} ${escaped(help)}`,
  ...samples.map(
    ({ suffix = '', labels = {}, value }) => `${name}${suffix}${labelsText(labels)} ${value}`,
  ),
];

function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
