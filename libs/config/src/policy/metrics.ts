/** Steps of an image's way that take time. */
export type Step =
  /** From the arrival of an original, or the end of a delay, to the work on it. */
  | 'wait'
  /** Rendering an original, and storing the renditions meanwhile. */
  | 'render'
  /** Handing an event to the queues of its subscribers. */
  | 'publish'
  /** One attempt to deliver an event to a webhook. */
  | 'deliver';

/** Namespace of the metrics in CloudWatch, which a stage of a deployment extends by its name. */
export const METRICS_NAMESPACE = 'Thumbing';

/** Names of the metrics that count. */
export const COUNTERS = [
  'images',
  'rejections',
  'refusals',
  'failed_attempts',
  'findings',
  'unrepaired_findings',
] as const;
/** Name of a metric that counts. */
export type CounterName = (typeof COUNTERS)[number];

/**
 * Metrics that both editions record, with their labels: on one machine as `thumbing_<name>`, on AWS in the namespace
 * `METRICS_NAMESPACE` with the labels as dimensions. Each combination of values is a series, which CloudWatch charges for, and stays: a
 * label has few values, and none of them tells of an owner or an image.
 */
export const METRICS = {
  images: {
    type: 'counter',
    labels: ['profile', 'end'],
    help: 'Images that ended, as their events tell; an event that is published again counts again',
  },
  rejections: {
    type: 'counter',
    labels: ['code'],
    help: 'Rejected images by the code of their error',
  },
  refusals: {
    type: 'counter',
    labels: ['status', 'code'],
    help: 'Requests answered with a problem, by its status and code',
  },
  failed_attempts: {
    type: 'counter',
    labels: ['queue'],
    help: 'Attempts to process or deliver a message that failed; all but the last are repeated',
  },
  findings: {
    type: 'counter',
    labels: ['finding'],
    help: 'Images whose record and files differ, by the finding of a daily reconciliation',
  },
  unrepaired_findings: {
    type: 'counter',
    labels: [],
    help: 'Those of them that no worker can repair',
  },
  step_seconds: {
    type: 'histogram',
    labels: ['step'],
    help: 'Duration of a step',
  },
} as const satisfies Record<CounterName | 'step_seconds', MetricDescription>;

interface MetricDescription {
  readonly type: 'counter' | 'histogram';
  readonly labels: readonly string[];
  /** Meaning, for people. */
  readonly help: string;
}

/** Name of a metric. */
export type MetricName = keyof typeof METRICS;

/** Values of the labels of a metric. */
export type LabelsOf<Name extends MetricName> = Readonly<
  Record<(typeof METRICS)[Name]['labels'][number], string>
>;
