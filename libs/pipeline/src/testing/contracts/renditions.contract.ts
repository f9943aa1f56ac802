import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { renditionKey, type RenditionKey } from '@thumbing/config';
import type { Renditions } from '../../domain/ports.ts';
import { idOf } from '../samples.ts';
import type { World } from '../world.ts';

/** A store of renditions, and a client that fetches them. */
export interface RenditionsWorld {
  /** Store to check. */
  readonly renditions: Renditions;
  /** Bytes that a client is served, or `undefined` for none. */
  readonly served: (key: RenditionKey) => Promise<Uint8Array | undefined>;
}

/** Behavior that every store of renditions has in common. */
export function renditionsContract(
  adapter: string,
  open: () => Promise<World<RenditionsWorld>>,
): void {
  describe(`renditions (${adapter})`, () => {
    const image = { profile: 'avatar', id: idOf(1) };
    const large: RenditionKey = { ...image, variant: 'large', format: 'webp' };
    const thumb: RenditionKey = { ...image, variant: 'thumb', format: 'jpeg' };
    const neighbor: RenditionKey = { ...large, id: idOf(16) };
    let world: World<RenditionsWorld>;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    const served = async (key: RenditionKey): Promise<string | undefined> => {
      const data = await world.served(key);
      return data && Buffer.from(data).toString();
    };
    const write = (key: RenditionKey, text: string): Promise<void> =>
      world.renditions.write(key, Buffer.from(text));

    it('serves what was written', async () => {
      await write(large, 'large');
      await write(thumb, 'thumb');
      expect(await served(large)).toBe('large');
      expect(await served(thumb)).toBe('thumb');
    });

    it('serves nothing that was not written', async () => {
      expect(await served(large)).toBeUndefined();
    });

    it('replaces what is written again', async () => {
      await write(large, 'a longer text');
      await write(large, 'short');
      expect(await served(large)).toBe('short');
    });

    it('keeps one of two writes at once, and keeps it whole', async () => {
      const texts = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(200_000));
      await Promise.all(texts.map((text) => write(large, text)));
      expect(texts).toContain(await served(large));
    });

    it('removes every rendition of one image and of no other, once or twice', async () => {
      await write(large, 'large');
      await write(thumb, 'thumb');
      await write(neighbor, 'neighbor');
      await world.renditions.removeAll(image);
      await world.renditions.removeAll(image);
      expect(await served(large)).toBeUndefined();
      expect(await served(thumb)).toBeUndefined();
      expect(await served(neighbor)).toBe('neighbor');
    });

    it('tells the renditions that one image has', async () => {
      expect(await world.renditions.stored(image)).toEqual([]);
      await write(large, 'large');
      await write(thumb, 'thumb');
      await write(neighbor, 'neighbor');
      const stored = await world.renditions.stored(image);
      expect(stored.map(renditionKey.format).sort()).toEqual(
        [large, thumb].map(renditionKey.format),
      );
    });

    it('returns the public URL', () => {
      const url = new URL(world.renditions.urlOf(large));
      expect(url.pathname.endsWith(`/${renditionKey.format(large)}`)).toBe(true);
    });
  });
}
