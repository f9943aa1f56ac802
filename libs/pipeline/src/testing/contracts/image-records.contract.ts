import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImageRecords } from '../../domain/ports.ts';
import { idOf, recordOf } from '../samples.ts';
import type { World } from '../world.ts';

/** Behavior that every store of image records has in common. */
export function imageRecordsContract(
  adapter: string,
  open: () => Promise<World<{ records: ImageRecords }>>,
): void {
  describe(`image records (${adapter})`, () => {
    let world: World<{ records: ImageRecords }>;
    let records: ImageRecords;
    beforeEach(async () => {
      world = await open();
      records = world.records;
    });
    afterEach(() => world.close());

    it('returns the record that was created', async () => {
      const record = recordOf({
        owner: 'auth0|5f7/ü "quoted" 🙂',
        status: 'ready',
        original: { format: 'png', width: 3, height: 2, bytes: 100 },
        renditions: [{ variant: 'large', format: 'webp', width: 3, height: 2, bytes: 50 }],
        placeholder: { thumbhash: 'aGFzaA==', color: '#ff0000' },
        settledAt: '2026-01-01T00:00:01.000Z',
      });
      await records.create(record);
      expect(await records.get(record.id)).toEqual(record);
    });

    it('returns a record with an unknown error code, which a newer version may have written', async () => {
      const record = recordOf({
        status: 'rejected',
        error: { code: 'from-the-future', detail: 'it is too new' },
        settledAt: '2026-01-01T00:00:01.000Z',
      });
      await records.create(record);
      expect(await records.get(record.id)).toEqual(record);
    });

    it('returns nothing for an unknown id', async () => {
      expect(await records.get(idOf(9))).toBeUndefined();
    });

    it('accepts the same record a second time, as a repeated request creates it', async () => {
      await records.create(recordOf());
      await records.create(recordOf());
      expect(await records.get(idOf(1))).toEqual(recordOf());
    });

    it('refuses a second record with the same id, and keeps the first', async () => {
      await records.create(recordOf());
      await expect(records.create(recordOf({ owner: 'eve' }))).rejects.toThrow();
      expect(await records.get(idOf(1))).toEqual(recordOf());
    });

    it('replaces a record for a writer that read its current version', async () => {
      await records.create(recordOf());
      expect(await records.replace(recordOf({ status: 'processing' }))).toBe(true);
      expect(await records.get(idOf(1))).toEqual(recordOf({ status: 'processing', version: 2 }));
    });

    it('changes nothing for a writer that read an older version', async () => {
      await records.create(recordOf());
      await records.replace(recordOf({ status: 'processing' }));
      expect(await records.replace(recordOf({ status: 'failed' }))).toBe(false);
      expect(await records.get(idOf(1))).toMatchObject({ status: 'processing', version: 2 });
    });

    it('does not restore a record that was removed', async () => {
      await records.create(recordOf());
      await records.remove(idOf(1));
      expect(await records.replace(recordOf())).toBe(false);
      expect(await records.get(idOf(1))).toBeUndefined();
    });

    it('lets exactly one of many concurrent writers succeed', async () => {
      await records.create(recordOf());
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => records.replace(recordOf({ status: 'processing' }))),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
    });

    it('succeeds in removing a record that does not exist', async () => {
      await expect(records.remove(idOf(1))).resolves.toBeUndefined();
    });

    describe('lists', () => {
      const listed = async (query: Partial<Parameters<ImageRecords['list']>[0]>) =>
        (await records.list({ owner: 'ada', limit: 100, ...query })).map(({ id }) => id);

      beforeEach(async () => {
        // Created out of order: ids decide, not the time of writing.
        await records.create(recordOf({ id: idOf(3), profile: 'banner', status: 'ready' }));
        await records.create(recordOf({ id: idOf(1) }));
        await records.create(recordOf({ id: idOf(4), status: 'ready' }));
        await records.create(recordOf({ id: idOf(2), owner: 'eve' }));
        await records.create(recordOf({ id: idOf(5), deletedAt: '2026-01-01T00:00:02.000Z' }));
      });

      it('the images of one owner, newest first, without those being deleted', async () => {
        expect(await listed({})).toEqual([idOf(4), idOf(3), idOf(1)]);
        expect(await listed({ owner: 'eve' })).toEqual([idOf(2)]);
        expect(await listed({ owner: 'nobody' })).toEqual([]);
      });

      it('those of one profile, of one status, and of both', async () => {
        expect(await listed({ profile: 'avatar' })).toEqual([idOf(4), idOf(1)]);
        expect(await listed({ status: 'ready' })).toEqual([idOf(4), idOf(3)]);
        expect(await listed({ profile: 'banner', status: 'ready' })).toEqual([idOf(3)]);
      });

      it('page by page', async () => {
        expect(await listed({ limit: 2 })).toEqual([idOf(4), idOf(3)]);
        expect(await listed({ limit: 2, before: idOf(3) })).toEqual([idOf(1)]);
        expect(await listed({ limit: 1, before: idOf(4), status: 'ready' })).toEqual([idOf(3)]);
      });
    });
  });
}
