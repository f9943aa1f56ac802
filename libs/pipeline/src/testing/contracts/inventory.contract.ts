import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OriginalKey } from '@thumbing/config';
import type { Inventory } from '../../use-cases/reconcile/inventory.ts';
import { idOf } from '../samples.ts';
import type { World } from '../world.ts';

/** A list of what is stored, and a store that it lists. */
export interface InventoryWorld {
  /** List to check, with pages of at most 3 items. */
  readonly inventory: Inventory<Pick<OriginalKey, 'id'>>;
  /** Stores something that belongs to this image. */
  readonly put: (key: OriginalKey) => Promise<void>;
  /** Removes all that was stored for this image. */
  readonly remove: (key: OriginalKey) => Promise<void>;
}

/** Behavior that every list of what is stored has in common. */
export function inventoryContract(
  adapter: string,
  open: () => Promise<World<InventoryWorld>>,
): void {
  describe(`inventory (${adapter})`, () => {
    let world: World<InventoryWorld>;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    const keyOf = (n: number): OriginalKey => ({
      profile: n % 2 === 0 ? 'avatar' : 'banner',
      id: idOf(n),
    });
    const putAll = async (count: number): Promise<readonly string[]> => {
      const numbers = Array.from({ length: count }, (_, n) => n);
      for (const n of numbers) await world.put(keyOf(n));
      return numbers.map(idOf);
    };
    const listed = async (from?: string) => {
      const pages: { readonly ids: readonly string[]; readonly next: string | undefined }[] = [];
      for await (const { items, next } of world.inventory.pages(from)) {
        pages.push({ ids: items.map(({ id }) => id), next });
      }
      return pages;
    };

    it('lists everything once, in pages, whoever owns it', async () => {
      const ids = await putAll(8);
      const pages = await listed();
      expect(pages.flatMap((page) => page.ids).sort()).toEqual(ids);
      for (const page of pages) expect(page.ids.length).toBeLessThanOrEqual(3);
      expect(pages.at(-1)?.next).toBeUndefined();
    });

    it('lists nothing where nothing is stored', async () => {
      expect((await listed()).flatMap(({ ids }) => ids)).toEqual([]);
    });

    it('goes on after any page with a place in the list, also when that page was removed', async () => {
      const ids = await putAll(8);
      const pages = await listed();
      const [first] = pages;
      for (const [index, { next }] of pages.entries()) {
        if (!next) continue;
        const after = pages.slice(index + 1).flatMap((page) => page.ids);
        expect((await listed(next)).flatMap((page) => page.ids)).toEqual(after);
      }
      if (!first?.next) return;
      for (const id of first.ids) await world.remove(keyOf(ids.indexOf(id)));
      const rest = await listed(first.next);
      expect(rest.flatMap((page) => page.ids).sort()).toEqual(
        ids.filter((id) => !first.ids.includes(id)),
      );
    });
  });
}
