import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Event } from '@thumbing/config';
import type { Events } from '../domain/ports.ts';
import { eventOf } from './samples.ts';
import type { World } from './world.ts';

export interface EventsWorld {
  readonly events: Events;
  /** What a subscriber has got, once it has got that many different events. */
  readonly received: (count: number) => Promise<readonly Event[]>;
}

/** What every way of telling the world promises. */
export function eventsContract(adapter: string, open: () => Promise<World<EventsWorld>>): void {
  describe(`events (${adapter})`, () => {
    let world: World<EventsWorld>;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    it('brings a subscriber the event as it was published', async () => {
      await world.events.publish(eventOf(1));
      expect((await world.received(1))[0]).toEqual(eventOf(1));
    });

    it('brings a subscriber every event', async () => {
      const events = [1, 2, 3, 4, 5].map((n) => eventOf(n));
      await Promise.all(events.map((event) => world.events.publish(event)));
      const ids = new Set((await world.received(5)).map(({ id }) => id));
      expect(ids).toEqual(new Set(events.map(({ id }) => id)));
    });
  });
}
