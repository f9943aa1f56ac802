import { expect } from '@jest/globals';
import { EVENT_TYPES, event as eventSchema, type Event, type EventType } from '@thumbing/config';

/** A world whose events are recorded. */
interface Published {
  readonly published: readonly Event[];
}

/** Event types that end an image, which is then settled or deleted. A type that is missing is a type error. */
const IS_FINAL: Readonly<Record<EventType, boolean>> = {
  'thumbing.image.ready': true,
  'thumbing.image.rejected': true,
  'thumbing.image.failed': true,
  'thumbing.image.expired': true,
  'thumbing.image.deleted': true,
};

/** Types of the events that end an image. */
export const FINAL_EVENT_TYPES: readonly EventType[] = EVENT_TYPES.filter((type) => IS_FINAL[type]);

/**
 * Published events that end an image, in order, with duplicates. Specs of use cases look at these, so
 * that an event about an image on its way adds nothing to them.
 */
export const finalEvents = ({ published }: Published): readonly Event[] =>
  published.filter(({ type }) => IS_FINAL[type]);

/** The only final event of a world with one image. Checks that all duplicates are equal. */
export function finalEvent(world: Published): Event | undefined {
  const [first, ...rest] = finalEvents(world).map((event) => eventSchema.strict().parse(event));
  for (const event of rest) expect(event).toEqual(first);
  return first;
}

/** Published events of deleted images, with duplicates. */
export const deletionsIn = (world: Published): readonly Event[] =>
  finalEvents(world).filter(({ type }) => type === 'thumbing.image.deleted');
