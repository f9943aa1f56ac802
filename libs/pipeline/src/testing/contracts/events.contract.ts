import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Event } from '@thumbing/config';
import type { Events } from '../../domain/ports.ts';
import { eventOf } from '../samples.ts';
import type { World } from '../world.ts';

/** A publisher, and a subscriber to it. */
export interface EventsWorld {
  /** Publisher to check. */
  readonly events: Events;
  /** Events that a subscriber has received, once there are `count` different ones. */
  readonly received: (count: number) => Promise<readonly Event[]>;
}

/** Behavior that every publisher of events has in common. */
export function eventsContract(adapter: string, open: () => Promise<World<EventsWorld>>): void {
  describe(`events (${adapter})`, () => {
    let world: World<EventsWorld>;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    it('delivers the event to a subscriber as it was published', async () => {
      await world.events.publish(eventOf(1));
      expect((await world.received(1))[0]).toEqual(eventOf(1));
    });

    it('delivers every event to a subscriber', async () => {
      const events = [1, 2, 3, 4, 5].map((n) => eventOf(n));
      await Promise.all(events.map((event) => world.events.publish(event)));
      const ids = new Set((await world.received(5)).map(({ id }) => id));
      expect(ids).toEqual(new Set(events.map(({ id }) => id)));
    });
  });
}
