import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OriginalKey } from '@thumbing/config';
import type { Copies } from '../../../delivery/copies/copies.ts';
import type { Originals } from '../../../domain/ports.ts';
import { idOf } from '../../samples.ts';
import type { World } from '../../world.ts';

/** A store of copies, and the originals that they are copies of. */
export interface CopiesWorld {
  /** Store to check. */
  readonly copies: Copies;
  /** Originals, whose removal includes their copies. */
  readonly originals: Pick<Originals, 'exists' | 'remove'>;
  /** Stores an original, as redeeming a grant does. */
  readonly put: (key: OriginalKey, data: Uint8Array) => Promise<void>;
}

/** Behavior that every store of copies has in common. */
export function copiesContract(adapter: string, open: () => Promise<World<CopiesWorld>>): void {
  describe(`copies (${adapter})`, () => {
    const image = { profile: 'avatar', id: idOf(1) };
    // Its key begins with that of the image, as a text.
    const other = { profile: 'avatar-2', id: idOf(1) };
    const neighbor = { profile: 'avatar', id: idOf(2) };
    let world: World<CopiesWorld>;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    const read = async (key: OriginalKey, name: string): Promise<string | undefined> => {
      const data = await world.copies.read(key, name);
      return data && Buffer.from(data).toString();
    };
    const write = (key: OriginalKey, name: string, text: string): Promise<void> =>
      world.copies.write(key, name, Buffer.from(text));

    it('returns every byte', async () => {
      const data = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
      await world.copies.write(image, '1024.jpeg', data);
      const copy = await world.copies.read(image, '1024.jpeg');
      expect(Buffer.from(copy ?? []).equals(data)).toBe(true);
    });

    it('returns nothing that was not written', async () => {
      expect(await read(image, '1024.jpeg')).toBeUndefined();
      await write(image, '1024.jpeg', 'small');
      expect(await read(image, '2048.jpeg')).toBeUndefined();
      expect(await read(neighbor, '1024.jpeg')).toBeUndefined();
    });

    it('keeps copies of one image apart by their names', async () => {
      await write(image, '1024.jpeg', 'small');
      await write(image, '2048.png', 'large');
      expect(await read(image, '1024.jpeg')).toBe('small');
      expect(await read(image, '2048.png')).toBe('large');
    });

    it('replaces what is written again', async () => {
      await write(image, '1024.jpeg', 'a longer text');
      await write(image, '1024.jpeg', 'short');
      expect(await read(image, '1024.jpeg')).toBe('short');
    });

    it('loses the copies of a removed original, and those of no other', async () => {
      for (const key of [image, other, neighbor]) {
        await world.put(key, Uint8Array.of(1));
        await write(key, '1024.jpeg', 'small');
      }
      await write(image, '2048.jpeg', 'large');
      await world.originals.remove(image);
      await world.originals.remove(image);
      expect(await world.originals.exists(image)).toBe(false);
      expect(await read(image, '1024.jpeg')).toBeUndefined();
      expect(await read(image, '2048.jpeg')).toBeUndefined();
      expect(await read(other, '1024.jpeg')).toBe('small');
      expect(await read(neighbor, '1024.jpeg')).toBe('small');
    });

    it('loses a copy that was written after the original was removed, once that is repeated', async () => {
      await world.originals.remove(image);
      await write(image, '1024.jpeg', 'small');
      await world.originals.remove(image);
      expect(await read(image, '1024.jpeg')).toBeUndefined();
    });
  });
}
