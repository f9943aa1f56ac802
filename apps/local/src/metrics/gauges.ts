import type { Queues } from '../queues/open-queues.ts';
import type { SqliteQueue } from '../queues/sqlite-queue.ts';
import { freeBytesOf } from '../util/free-bytes.ts';
import type { Family, Sample } from './open-metrics-text.ts';
import type { StoredBytes } from './stored-bytes.ts';

export interface GaugesDeps {
  readonly queues: Queues;
  /** A folder of the file system that is watched. */
  readonly staging: string;
  /** The processes that render: for uploads, and for requests. */
  readonly pools: readonly { readonly memory: () => number }[];
  /** The last measurement, once there is one. */
  readonly stored: () => StoredBytes | undefined;
}

/** Reads the state of queues, memory and disk. Each is asked when somebody wants to know. */
export const gauges = async (deps: GaugesDeps): Promise<readonly Family[]> => [
  ...queueGauges(deps.queues),
  gauge('memory_bytes', 'Resident memory of the server, and of the processes that render', [
    { labels: { process: 'server' }, value: process.memoryUsage.rss() },
    { labels: { process: 'renders' }, value: sum(deps.pools.map((pool) => pool.memory())) },
  ]),
  gauge('disk_free_bytes', 'Bytes that this user may still write', [
    { value: await freeBytesOf(deps.staging) },
  ]),
  gauge(
    'stored_bytes',
    'Bytes of originals and renditions, measured once an hour',
    storedSamples(deps.stored()),
  ),
];

const storedSamples = (stored: StoredBytes | undefined): readonly Sample[] =>
  stored
    ? [
        { labels: { kind: 'originals' }, value: stored.originals },
        { labels: { kind: 'renditions' }, value: stored.renditions },
      ]
    : [];

function queueGauges({ inbox, webhooks }: Queues): readonly Family[] {
  const queues: readonly (readonly [string, readonly SqliteQueue<unknown>[]])[] = [
    ['inbox', [inbox]],
    ['webhook', webhooks.map(({ queue }) => queue)],
  ];
  const each = (value: (all: readonly SqliteQueue<unknown>[]) => number): readonly Sample[] =>
    queues.map(([queue, all]) => ({ labels: { queue }, value: value(all) }));
  return [
    gauge(
      'queue_messages',
      'Messages that wait, are delayed or in work; those of all webhooks together',
      each((all) => sum(all.map((queue) => queue.size()))),
    ),
    gauge(
      'queue_age_seconds',
      'Time for which the message that has waited longest could have been taken',
      each((all) => Math.max(0, ...all.map((queue) => queue.age()))),
    ),
    gauge(
      'dead_letters',
      'Messages that were given up',
      each((all) => sum(all.map((queue) => queue.dead()))),
    ),
  ];
}

const gauge = (name: string, help: string, samples: readonly Sample[]): Family => ({
  name: `thumbing_${name}`,
  type: 'gauge',
  help,
  samples,
});

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
