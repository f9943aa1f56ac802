import { expect } from '@jest/globals';
import {
  EVENT_TYPES,
  EVENTS,
  event as eventSchema,
  type Event,
  type EventType,
} from '@thumbing/config';

/** A world whose events are recorded. */
interface Published {
  readonly published: readonly Event[];
}

/** Types of the events that end an image. */
export const FINAL_EVENT_TYPES: readonly EventType[] = EVENT_TYPES.filter(
  (type) => EVENTS[type].final,
);

/**
 * Published events that end an image, in order, with duplicates. Specs of use cases look at these, so
 * that an event about an image on its way adds nothing to them.
 */
export const finalEvents = ({ published }: Published): readonly Event[] =>
  published.filter(({ type }) => EVENTS[type].final);

/** The only final event of a world with one image. Checks that all duplicates are equal. */
export function finalEvent(world: Published): Event | undefined {
  const [first, ...rest] = finalEvents(world).map((event) => eventSchema.strict().parse(event));
  for (const event of rest) expect(event).toEqual(first);
  return first;
}

/** Published events of deleted images, with duplicates. */
export const deletionsIn = (world: Published): readonly Event[] =>
  finalEvents(world).filter(({ type }) => type === 'thumbing.image.deleted');
