import type { EventType } from '@thumbing/config';
import type { ImageRecord } from '../domain/image-record.ts';
import type { Events } from '../domain/ports.ts';
import { toImage, type ToImageDeps } from '../domain/to-image.ts';
import { toEvent } from './to-event.ts';

/** Configuration and ports of `publishEvent`. */
export interface PublishEventDeps extends ToImageDeps {
  /** Publishes the outcome of the image. */
  readonly events: Events;
}

/** Last part of an event type: `ready` of `thumbing.image.ready`. */
export type EventOutcome = EventType extends `thumbing.image.${infer Outcome}` ? Outcome : never;

/** Publishes the outcome of an image. */
export async function publishEvent(
  deps: PublishEventDeps,
  outcome: EventOutcome,
  time: string,
  record: ImageRecord,
): Promise<void> {
  const image = toImage(deps, record);
  await deps.events.publish(toEvent(`thumbing.image.${outcome}`, time, image));
}
