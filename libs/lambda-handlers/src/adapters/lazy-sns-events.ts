import type { Events } from '@thumbing/pipeline';
import { once } from '../runtime/lazy.ts';

/** Events on a topic. What they need is loaded with the first one, long after a function has started. */
export function announceLater(topicArn: string, serviceName: string): Events {
  const events = once(async () =>
    (await import('../announcer.ts')).announcer(topicArn, serviceName),
  );
  return { publish: async (event) => (await events()).publish(event) };
}
