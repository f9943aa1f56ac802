import type { Events } from '@thumbing/pipeline';
import { lazy } from '../../runtime/lazy.ts';

/** Publishes to SNS. The client is loaded with the first event, to keep it out of the cold start. */
export function lazySnsEvents(topicArn: string): Events {
  const events = lazy(async () => (await import('./sns-events.ts')).snsEvents(topicArn));
  return { publish: async (event) => (await events()).publish(event) };
}
