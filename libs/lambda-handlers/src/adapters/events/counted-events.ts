import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import type { Events } from '@thumbing/pipeline';
import type { FunctionName } from '../../bundles.ts';

/** Counts published events by type and profile, as metrics that CloudWatch extracts from the log (EMF). */
export function countedEvents(events: Events, serviceName: FunctionName): Events {
  const metrics = new Metrics({ namespace: 'Thumbing', serviceName });
  return {
    publish: async (event) => {
      await events.publish(event);
      const metric = metrics.singleMetric();
      metric.addDimension('profile', event.data.image.profile);
      // `thumbing.image.ready` is counted as `images.ready`.
      metric.addMetric(event.type.replace('thumbing.image.', 'images.'), MetricUnit.Count, 1);
    },
  };
}
