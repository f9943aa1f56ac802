import type { Events } from '../domain/ports.ts';
import { timed, type TimedDeps } from './timed.ts';

/** Publishes, and records the time, the end of the image, and the reason of a rejection. */
export const measuredEvents = (events: Events, deps: TimedDeps): Events => ({
  publish: async (event) => {
    await timed(deps, 'publish', () => events.publish(event));
    const { profile, error } = event.data.image;
    const end = event.type.replace('thumbing.image.', '');
    deps.metrics.count('images', { profile, end });
    if (end === 'rejected' && error) deps.metrics.count('rejections', { code: error.code });
  },
});
