import type { Event, EventType, Image } from '@thumbing/config';

const PREFIX = 'thumbing.image.';

/** The event about an outcome of an image. The same outcome always makes the same event. */
export const toEvent = (type: EventType, time: string, image: Image): Event => ({
  specversion: '1.0',
  id: `${image.id}.${type.slice(PREFIX.length)}`,
  source: 'urn:thumbing:images',
  type,
  subject: image.id,
  time,
  datacontenttype: 'application/json',
  data: { version: 1, image },
});
