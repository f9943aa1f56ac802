import type { OriginalKey } from '@thumbing/config';
import type { Inbox } from '../domain/ports.ts';

/** Deliveries that count as recent. */
const RECENT = 20;

/** Share of recent work above which a group is a noisy neighbor. */
const NOISY = 0.1;

export interface FairQueue extends Inbox {
  /** Removes and returns the next image. */
  readonly take: () => OriginalKey | undefined;
}

/**
 * Simulation of a standard queue of SQS whose messages have groups, where every message takes the same time:
 * a group with more than a tenth of recent work is noisy, and the messages of quiet groups come before its.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html
 */
export function fairQueue(): FairQueue {
  const waiting: { readonly image: OriginalKey; readonly group: string }[] = [];
  const recent: string[] = [];
  const isQuiet = (group: string): boolean =>
    recent.filter((other) => other === group).length <= recent.length * NOISY;
  return {
    send: async (image, { group }) => void waiting.push({ image, group }),
    take: () => {
      const quiet = waiting.findIndex(({ group }) => isQuiet(group));
      const [next] = waiting.splice(Math.max(quiet, 0), 1);
      if (!next) return undefined;
      recent.push(next.group);
      if (recent.length > RECENT) recent.shift();
      return next.image;
    },
  };
}
