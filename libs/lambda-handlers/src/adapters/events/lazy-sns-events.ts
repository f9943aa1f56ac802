import type { Events } from '@thumbing/pipeline';
import type { FunctionName } from '../../bundles.ts';
import { lazy } from '../../runtime/lazy.ts';

/**
 * Publishes to SNS and counts by type. The SNS client and the metrics are loaded with the first event, to
 * keep them out of the cold start.
 */
export function lazySnsEvents(topicArn: string, serviceName: FunctionName): Events {
  const events = lazy(async () => {
    const [{ countedEvents }, { snsEvents }] = await Promise.all([
      import('./counted-events.ts'),
      import('./sns-events.ts'),
    ]);
    return countedEvents(snsEvents(topicArn), serviceName);
  });
  return { publish: async (event) => (await events()).publish(event) };
}
