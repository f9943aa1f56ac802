import { expect } from '@jest/globals';
import { event as eventSchema, type Event, type EventType } from '@thumbing/config';

/** A world whose events are recorded. */
interface Published {
  readonly published: readonly Event[];
}

/** Types of the events that end an image: it is settled, or deleted. */
export const FINAL_EVENT_TYPES: readonly EventType[] = [
  'thumbing.image.ready',
  'thumbing.image.rejected',
  'thumbing.image.failed',
  'thumbing.image.deleted',
];

/**
 * Published events that end an image, in order, with duplicates. Specs of use cases look at these, so
 * that an event about an image on its way adds nothing to them.
 */
export const finalEvents = ({ published }: Published): readonly Event[] =>
  published.filter(({ type }) => FINAL_EVENT_TYPES.includes(type));

/** The only final event of a world with one image. Checks that all duplicates are equal. */
export function finalEvent(world: Published): Event | undefined {
  const [first, ...rest] = finalEvents(world).map((event) => eventSchema.strict().parse(event));
  for (const event of rest) expect(event).toEqual(first);
  return first;
}
