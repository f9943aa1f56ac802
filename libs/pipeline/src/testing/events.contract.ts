import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Event } from '@thumbing/config';
import type { Events } from '../ports.ts';
import { toImage } from '../to-image.ts';
import { idOf, recordOf } from './samples.ts';
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

    const eventOf = (n: number): Event => ({
      specversion: '1.0',
      id: `${idOf(n)}.ready`,
      source: 'urn:thumbing:images',
      type: 'thumbing.image.ready',
      subject: idOf(n),
      time: '2026-01-01T00:00:00.000Z',
      datacontenttype: 'application/json',
      data: {
        version: 1,
        image: toImage(recordOf({ id: idOf(n), owner: 'ü|🙂', status: 'ready' }), {
          urlOf: () => 'https://assets.example.com/x',
        }),
      },
    });

    it('brings a subscriber the event as it was published', async () => {
      await world.events.publish(eventOf(1));
      expect((await world.received(1))[0]).toEqual(eventOf(1));
    });

    it('brings a subscriber every event', async () => {
      const events = [1, 2, 3, 4, 5].map(eventOf);
      await Promise.all(events.map((event) => world.events.publish(event)));
      const ids = new Set((await world.received(5)).map(({ id }) => id));
      expect(ids).toEqual(new Set(events.map(({ id }) => id)));
    });
  });
}
