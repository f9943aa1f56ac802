import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OriginalKey } from '@thumbing/config';
import type { Inbox } from '../../domain/ports.ts';
import { idOf } from '../samples.ts';
import type { World } from '../world.ts';

/** A queue, and a worker on it. */
export interface InboxWorld {
  /** Queue to check. */
  readonly inbox: Inbox;
  /** Images that a worker receives and acknowledges; waits up to `waitSeconds` for the first. */
  readonly receive: (waitSeconds: number) => Promise<readonly OriginalKey[]>;
}

/** Behavior that every inbox has in common. */
export function inboxContract(adapter: string, open: () => Promise<World<InboxWorld>>): void {
  describe(`inbox (${adapter})`, () => {
    let world: World<InboxWorld>;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    const image = (n: number): OriginalKey => ({ profile: 'avatar', id: idOf(n) });
    /** Ids of the first images that arrive, until there are `count` different ones. */
    const idsOf = async (count: number): Promise<string[]> => {
      const ids = new Set<string>();
      while (ids.size < count) for (const { id } of await world.receive(20)) ids.add(id);
      return [...ids].sort();
    };

    it('delivers the image that was sent', async () => {
      await world.inbox.send(image(1), { group: 'ada' });
      expect(await world.receive(20)).toEqual([image(1)]);
    });

    it('delivers nothing that was not sent', async () => {
      expect(await world.receive(0)).toEqual([]);
    });

    it('delivers every image of concurrent senders', async () => {
      const numbers = [1, 2, 3, 4, 5];
      await Promise.all(
        numbers.map((n) => world.inbox.send(image(n), { group: `owner ${n % 2}` })),
      );
      expect(await idsOf(5)).toEqual(numbers.map(idOf));
    });
  });
}
