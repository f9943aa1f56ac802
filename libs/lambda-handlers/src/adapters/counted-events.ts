import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import type { Events } from '@thumbing/pipeline';

/** Counts what is published, by kind and profile, as metrics that CloudWatch reads from the log. */
export function countedEvents(events: Events, serviceName: string): Events {
  const metrics = new Metrics({ namespace: 'Thumbing', serviceName });
  return {
    publish: async (event) => {
      await events.publish(event);
      // `images.ready` of `thumbing.image.ready`
      const counted = metrics.singleMetric();
      counted.addDimension('profile', event.data.image.profile);
      counted.addMetric(event.type.replace('thumbing.image.', 'images.'), MetricUnit.Count, 1);
    },
  };
}
