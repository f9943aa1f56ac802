import type { Event, EventType } from '@thumbing/config';
import type { ImageRecord } from '../domain/image-record.ts';
import type { Events, Renditions } from '../domain/ports.ts';
import { toImage } from '../domain/to-image.ts';

/** Ports of `publishEvent`. */
export interface PublishEventDeps {
  /** Publishes the outcome of the image. */
  readonly events: Events;
  /** Gives the URLs of the renditions. */
  readonly renditions: Pick<Renditions, 'urlOf'>;
}

/** Last part of an event type: `ready` of `thumbing.image.ready`. */
export type EventOutcome = EventType extends `thumbing.image.${infer Outcome}` ? Outcome : never;

/** Publishes the outcome of an image. The same outcome always makes the same event. */
export async function publishEvent(
  { events, renditions }: PublishEventDeps,
  outcome: EventOutcome,
  time: string,
  record: ImageRecord,
): Promise<void> {
  const event: Event = {
    specversion: '1.0',
    id: `${record.id}.${outcome}`,
    source: 'urn:thumbing:images',
    type: `thumbing.image.${outcome}`,
    subject: record.id,
    time,
    datacontenttype: 'application/json',
    data: { version: 1, image: toImage(record, renditions) },
  };
  await events.publish(event);
}
