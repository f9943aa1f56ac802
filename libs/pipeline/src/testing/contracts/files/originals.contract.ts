import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OriginalKey } from '@thumbing/config';
import type { Originals } from '../../../domain/ports.ts';
import { idOf } from '../../samples.ts';
import type { World } from '../../world.ts';

/** A store of originals, and an uploader. */
export interface OriginalsWorld {
  /** Store to check. */
  readonly originals: Originals;
  /** Stores an original, as redeeming a grant does. */
  readonly put: (key: OriginalKey, data: Uint8Array) => Promise<void>;
}

/** Behavior that every store of originals has in common. */
export function originalsContract(
  adapter: string,
  open: () => Promise<World<OriginalsWorld>>,
): void {
  describe(`originals (${adapter})`, () => {
    const key = { profile: 'avatar', id: idOf(1) };
    const neighbor = { profile: 'avatar', id: idOf(2) };
    let world: World<OriginalsWorld>;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    it('returns every byte', async () => {
      const data = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
      await world.put(key, data);
      expect(Buffer.from((await world.originals.read(key)) ?? []).equals(data)).toBe(true);
    });

    it('returns nothing for an original that was not uploaded', async () => {
      expect(await world.originals.read(key)).toBeUndefined();
    });

    it('tells if there is an original', async () => {
      await world.put(neighbor, Uint8Array.of(2));
      expect(await world.originals.exists(key)).toBe(false);
      await world.put(key, Uint8Array.of(1));
      expect(await world.originals.exists(key)).toBe(true);
    });

    it('removes one original and no other, once or twice', async () => {
      await world.put(key, Uint8Array.of(1));
      await world.put(neighbor, Uint8Array.of(2));
      await world.originals.remove(key);
      await world.originals.remove(key);
      expect(await world.originals.read(key)).toBeUndefined();
      expect(await world.originals.read(neighbor)).toBeDefined();
    });
  });
}
