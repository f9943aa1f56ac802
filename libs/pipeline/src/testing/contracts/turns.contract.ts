import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OriginalKey } from '@thumbing/config';
import type { Inbox } from '../../domain/ports.ts';
import { idOf } from '../samples.ts';
import type { World } from '../world.ts';

/** A queue, and a worker on it that takes one image at a time. */
export interface TurnsWorld {
  /** Queue to check. */
  readonly inbox: Inbox;
  /** Delivers one image, if one waits. It is in work until the next call of `finish`. */
  readonly take: () => Promise<OriginalKey | undefined>;
  /** Acknowledges every image in work. */
  readonly finish: () => Promise<void>;
  /** Images that one group may have delivered while another one waits. */
  readonly turn: number;
}

const SEEDS = [1, 2, 3];
const OWNERS = ['ada', 'eve', 'ü|🙂', 'bob', 'dan', 'fay'];

/** Behavior that every inbox has in common whose groups take turns. */
export function turnsContract(adapter: string, open: () => Promise<World<TurnsWorld>>): void {
  describe(`turns of groups (${adapter})`, () => {
    let world: World<TurnsWorld>;
    /** Owner of each image sent, and the images that wait, by owner. */
    let owners: Map<string, string>;
    let waiting: Map<string, number>;
    beforeEach(async () => {
      world = await open();
      owners = new Map();
      waiting = new Map();
    });
    afterEach(() => world.close());

    const send = async (owner: string, images: number): Promise<void> => {
      for (let n = 0; n < images; n += 1) {
        const id = idOf(owners.size + 1);
        owners.set(id, owner);
        waiting.set(owner, (waiting.get(owner) ?? 0) + 1);
        await world.inbox.send({ profile: 'avatar', id }, { group: owner });
      }
    };
    /** Owner of the next image. */
    const take = async (): Promise<string | undefined> => {
      const owner = owners.get((await world.take())?.id ?? '');
      if (owner !== undefined) waiting.set(owner, (waiting.get(owner) ?? 0) - 1);
      return owner;
    };

    it('delivers the single image of one owner among the next two, behind 500 of another', async () => {
      await send('ada', 500);
      expect(await take()).toBe('ada');
      await send('eve', 1);
      expect([await take(), await take()]).toContain('eve');
    });

    it('delivers every image of an owner while nobody else waits', async () => {
      await send('ada', 30);
      for (let n = 0; n < 30; n += 1) expect(await take()).toBe('ada');
      expect(await take()).toBeUndefined();
    });

    it.each(SEEDS)(
      'makes no owner wait for more than a turn of each other one (seed %i)',
      async (seed) => {
        const random = randomIntegers(seed);
        /** Deliveries to others since an owner began to wait. */
        const waited = new Map<string, number>();
        const deliver = async (): Promise<boolean> => {
          const expected = [...waiting.values()].reduce((sum, images) => sum + images, 0);
          const owner = await take();
          if (owner === undefined) {
            expect(expected).toBe(0);
            return false;
          }
          for (const [other, images] of waiting) {
            if (other !== owner && images > 0) waited.set(other, (waited.get(other) ?? 0) + 1);
          }
          expect(waited.get(owner) ?? 0).toBeLessThanOrEqual(world.turn * (OWNERS.length - 1));
          waited.set(owner, 0);
          return true;
        };

        for (let step = 0; step < 60; step += 1) {
          const owner = OWNERS[random(OWNERS.length)] ?? '';
          await send(owner, random(4) === 0 ? 20 : 1);
          for (let n = random(4); n > 0; n -= 1) await deliver();
          if (random(2) === 0) await world.finish();
        }
        while (await deliver()) if (random(3) === 0) await world.finish();
      },
    );
  });
}

/** Pseudorandom integers from 0 up to a limit, the same for the same seed (a linear congruential generator). */
function randomIntegers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
