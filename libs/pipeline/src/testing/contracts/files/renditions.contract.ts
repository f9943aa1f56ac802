import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pathOf, renditionKey, type RenditionKey } from '@thumbing/config';
import type { Renditions } from '../../../domain/ports.ts';
import { idOf } from '../../samples.ts';
import type { World } from '../../world.ts';

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
    const narrow: RenditionKey = { ...large, width: 320 };
    const recipe: RenditionKey = { ...image, recipe: 'width=9,fit=cover', format: 'png' };
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
      for (const key of [large, thumb, narrow, recipe]) await write(key, renditionKey.format(key));
      for (const key of [large, thumb, narrow, recipe]) {
        expect(await served(key)).toBe(renditionKey.format(key));
      }
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
      for (const key of [large, thumb, narrow, recipe]) await write(key, 'a rendition');
      await write(neighbor, 'neighbor');
      await world.renditions.removeAll(image);
      await world.renditions.removeAll(image);
      for (const key of [large, thumb, narrow, recipe]) expect(await served(key)).toBeUndefined();
      expect(await served(neighbor)).toBe('neighbor');
    });

    it('tells the renditions that one image has', async () => {
      expect(await world.renditions.stored(image)).toEqual([]);
      for (const key of [large, thumb, narrow, recipe]) await write(key, 'a rendition');
      await write(neighbor, 'neighbor');
      const stored = await world.renditions.stored(image);
      expect(stored.map(renditionKey.format).sort()).toEqual(
        [large, thumb, narrow, recipe].map(renditionKey.format).sort(),
      );
    });

    it('returns the public URL, with a format or without', () => {
      for (const address of [large, narrow, recipe, { ...image, variant: 'large', width: 320 }]) {
        const url = new URL(world.renditions.urlOf(address));
        expect(url.pathname.endsWith(`/${pathOf(address)}`)).toBe(true);
      }
    });
  });
}
