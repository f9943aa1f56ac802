import type { Event, EventType } from '@thumbing/config';
import type { ImageRecord } from '../domain/image-record.ts';
import { toImage } from '../domain/to-image.ts';
import type { Events, Renditions } from '../domain/ports.ts';

export interface AnnounceDeps {
  readonly events: Events;
  readonly renditions: Pick<Renditions, 'urlOf'>;
}

/** Publishes what became of an image. The same happening always makes the same event. */
export async function announce(
  { events, renditions }: AnnounceDeps,
  happening: 'ready' | 'rejected' | 'failed' | 'deleted',
  time: string,
  record: ImageRecord,
): Promise<void> {
  const type: EventType = `thumbing.image.${happening}`;
  const event: Event = {
    specversion: '1.0',
    id: `${record.id}.${happening}`,
    source: 'urn:thumbing:images',
    type,
    subject: record.id,
    time,
    datacontenttype: 'application/json',
    data: { version: 1, image: toImage(record, renditions) },
  };
  await events.publish(event);
}
