import type { EventType } from '@thumbing/config';
import type { ImageRecord } from '../domain/image-record.ts';
import type { Events, Renditions } from '../domain/ports.ts';
import { toImage } from '../domain/to-image.ts';
import { toEvent } from './to-event.ts';

/** Ports of `publishEvent`. */
export interface PublishEventDeps {
  /** Publishes the outcome of the image. */
  readonly events: Events;
  /** Gives the URLs of the renditions. */
  readonly renditions: Pick<Renditions, 'urlOf'>;
}

/** Last part of an event type: `ready` of `thumbing.image.ready`. */
export type EventOutcome = EventType extends `thumbing.image.${infer Outcome}` ? Outcome : never;

/** Publishes the outcome of an image. */
export async function publishEvent(
  { events, renditions }: PublishEventDeps,
  outcome: EventOutcome,
  time: string,
  record: ImageRecord,
): Promise<void> {
  const image = toImage(record, renditions);
  await events.publish(toEvent(`thumbing.image.${outcome}`, time, image));
}
