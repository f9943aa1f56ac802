import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { QuotaSums, Quotas, QuotaUse } from '../../domain/ports.ts';
import type { World } from '../world.ts';

/** Behavior that every counter of quotas has in common. */
export function quotasContract(
  adapter: string,
  open: () => Promise<World<{ quotas: Quotas }>>,
): void {
  describe(`quotas (${adapter})`, () => {
    let world: World<{ quotas: Quotas }>;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    // Far in the future: an adapter may delete the sums of windows that have ended.
    const five = new Date('2126-01-01T00:05:00.000Z');
    const ten = new Date('2126-01-01T00:10:00.000Z');
    const day = new Date('2126-01-02T00:00:00.000Z');
    const grants = (use: Partial<QuotaUse> = {}): QuotaUse => ({
      quota: 'grants',
      endsAt: five,
      amount: 1,
      limit: 3,
      ...use,
    });
    const bytes = (amount: number): QuotaUse => ({
      quota: 'bytes',
      endsAt: day,
      amount,
      limit: 100,
    });
    const take = (...uses: readonly QuotaUse[]): Promise<QuotaSums> =>
      world.quotas.take('ada', uses);

    it('takes amounts up to the limit, and returns the sum', async () => {
      expect(await take(bytes(60))).toEqual({ taken: true, used: [60] });
      expect(await take(bytes(40))).toEqual({ taken: true, used: [100] });
    });

    it('takes nothing above the limit, and returns the sum so far', async () => {
      await take(bytes(60));
      expect(await take(bytes(41))).toEqual({ taken: false, used: [60] });
      expect(await take(bytes(40))).toEqual({ taken: true, used: [100] });
    });

    it('refuses an amount above the limit of an empty window', async () => {
      expect(await take(bytes(101))).toEqual({ taken: false, used: [0] });
    });

    it('takes all of several amounts, or none', async () => {
      expect(await take(grants(), bytes(60))).toEqual({ taken: true, used: [1, 60] });
      expect(await take(grants(), bytes(60))).toEqual({ taken: false, used: [1, 60] });
      expect(await take(grants({ amount: 3 }), bytes(1))).toEqual({ taken: false, used: [1, 60] });
      expect(await take(grants({ amount: 2 }), bytes(40))).toEqual({ taken: true, used: [3, 100] });
    });

    it('counts each window from zero, beside a longer one', async () => {
      await take(grants({ amount: 3 }), bytes(10));
      expect(await take(grants(), bytes(10))).toMatchObject({ taken: false });
      expect(await take(grants({ endsAt: ten }), bytes(10))).toEqual({
        taken: true,
        used: [1, 20],
      });
    });

    it('counts each owner apart, whatever the characters of the name', async () => {
      const strange = `auth0|5f7/ü "quoted" 🙂 '; --${'x'.repeat(200)}`;
      await take(grants({ amount: 3 }));
      for (const owner of ['eve', strange]) {
        expect(await world.quotas.take(owner, [grants()])).toEqual({ taken: true, used: [1] });
      }
      expect(await world.quotas.take(strange, [grants()])).toEqual({ taken: true, used: [2] });
    });

    it('follows a limit that has changed since', async () => {
      await take(grants({ amount: 3 }));
      expect(await take(grants({ limit: 2 }))).toEqual({ taken: false, used: [3] });
      expect(await take(grants({ limit: 4 }))).toEqual({ taken: true, used: [4] });
    });

    it('lets exactly as many of many concurrent callers take as the limit permits', async () => {
      const results = await Promise.all(Array.from({ length: 20 }, () => take(grants())));
      expect(results.filter(({ taken }) => taken)).toHaveLength(3);
      const sums = results.map(({ used }) => used[0]).sort();
      expect(sums).toEqual([1, 2, 3, ...results.slice(3).map(() => 3)]);
    });
  });
}
