import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageRecord } from '@thumbing/pipeline';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { createFile } from './adapters/whole-file.ts';
import { discardHalfWritten, recover, tidy } from './housekeeping.ts';
import { parts, type Parts } from './testing/parts.ts';

describe('housekeeping', () => {
  let world: Parts;
  beforeEach(async () => {
    world = await parts();
  });
  afterEach(() => world.close());

  const now = { max: 10, waitSeconds: 0 };
  const keyOf = (n: number) => ({ profile: 'avatar', id: idOf(n) });
  const remember = (n: number, overrides: Partial<ImageRecord> = {}) =>
    world.deps.records.create(recordOf({ ...keyOf(n), ...overrides }));
  const store = async (n: number) => {
    const { staging, originals } = world.deps;
    await createFile(staging, originals.pathOf(keyOf(n)), (file) => file.writeFile('bytes'));
  };
  const ready = (n: number, overrides: Partial<ImageRecord> = {}) =>
    remember(n, { status: 'ready', settledAt: '2026-01-01T00:00:01.000Z', ...overrides });

  describe('discardHalfWritten', () => {
    it('removes what a process was writing when it died', async () => {
      const { staging } = world.deps;
      await writeFile(join(staging, 'half'), 'ha');
      await discardHalfWritten(staging);
      expect(await world.folder.files('staging')).toEqual([]);
    });
  });

  describe('recover', () => {
    it('puts into the inbox what arrived and was not announced, once, and nothing else', async () => {
      await remember(1);
      await store(1);
      await remember(2);
      await ready(3);
      await store(3);
      await remember(4, { deletedAt: '2026-01-01T00:00:02.000Z' });
      await store(4);
      await remember(5);
      await store(5);
      await world.deps.received(keyOf(5));
      await recover(world.deps);
      const received = await world.deps.queues.inbox.receive(now);
      expect(received.map(({ message }) => message)).toEqual([keyOf(5), keyOf(1)]);
    });
  });

  describe('tidy', () => {
    const HOUR = 3_600;
    const tidied = (retention: { originals?: number; unfinished: number }, at: string) => {
      const clock = { ...world.deps.clock, now: () => new Date(at) };
      return tidy({ ...world.deps, clock, retention });
    };
    const get = (n: number) => world.deps.records.get(idOf(n));

    it('forgets a grant that nobody used, in its time, and no other image', async () => {
      await remember(1);
      await remember(2);
      await store(2);
      await ready(3);
      // It expired at 00:05.
      await tidied({ unfinished: HOUR }, '2026-01-01T01:05:00.000Z');
      expect(await get(1)).toBeDefined();
      await tidied({ unfinished: HOUR }, '2026-01-01T01:05:00.001Z');
      expect(await get(1)).toBeUndefined();
      expect(await get(2)).toBeDefined();
      expect(await get(3)).toBeDefined();
    });

    it('finishes a deletion that was interrupted', async () => {
      await ready(1, { deletedAt: '2026-01-01T00:00:02.000Z' });
      await store(1);
      const rendition = { ...keyOf(1), variant: 'large', format: 'webp' } as const;
      await world.deps.renditions.write(rendition, Buffer.from('large'));
      await tidied({ unfinished: HOUR }, '2026-01-01T00:00:03.000Z');
      expect(await get(1)).toBeUndefined();
      expect(await world.folder.files('originals')).toEqual([]);
      expect(await world.folder.files('renditions')).toEqual([]);
    });

    it('removes originals that were kept long enough, unless they are still to be processed', async () => {
      await ready(1);
      await store(1);
      await ready(2);
      await store(2);
      await remember(3);
      await store(3);
      await store(4);
      const old = new Date('2026-01-01T00:00:00.000Z');
      for (const n of [1, 3, 4]) await utimes(world.deps.originals.pathOf(keyOf(n)), old, old);
      const recent = new Date('2026-01-01T00:30:00.000Z');
      await utimes(world.deps.originals.pathOf(keyOf(2)), recent, recent);
      await tidied({ originals: HOUR, unfinished: HOUR }, '2026-01-01T01:00:00.001Z');
      expect(await world.folder.files('originals')).toEqual([2, 3].map((n) => `avatar/${idOf(n)}`));
      expect(await get(1)).toMatchObject({ status: 'ready' });
    });

    it('keeps originals for good unless it is told for how long', async () => {
      await ready(1);
      await store(1);
      await tidied({ unfinished: HOUR }, '2036-01-01T00:00:00.000Z');
      expect(await world.folder.files('originals')).toEqual([`avatar/${idOf(1)}`]);
    });
  });
});
