import { utimes } from 'node:fs/promises';
import type { Originals } from '@thumbing/pipeline';
import { idOf } from '@thumbing/pipeline/testing';
import { imagesOf, keyOf } from '../testing/images.ts';
import { parts, type Parts } from '../testing/parts.ts';
import type { Leap } from '../storage/steady-clock.ts';
import { sweep } from './sweep.ts';

describe('sweep', () => {
  let world: Parts;
  let images: ReturnType<typeof imagesOf>;
  let failed: string[];
  let leaps: string[];
  beforeEach(async () => {
    world = await parts();
    images = imagesOf(world.deps);
    failed = [];
    leaps = [];
  });
  afterEach(() => world.close());

  const HOUR = 3_600;
  const swept = (
    retention: { originals?: number; unfinished: number },
    at: string,
    originals: Partial<Originals> = {},
    leap: () => Leap | undefined = () => undefined,
  ) =>
    sweep({
      ...world.deps,
      originals: { ...world.deps.originals, ...originals },
      clock: { now: () => new Date(at) },
      config: { profiles: {}, retention },
      steady: { leap },
      onLeap: ({ now }) => void leaps.push(now.toISOString()),
      onError: (error, { id }) => void failed.push(`${id} ${String(error)}`),
    });
  const get = (n: number) => world.deps.records.get(idOf(n));
  const keptOriginals = () => world.folder.files('originals');
  const pathsOf = (...numbers: readonly number[]) => numbers.map((n) => `avatar/${idOf(n)}`);
  const deletedAt = '2026-01-01T00:00:02.000Z';

  it('settles an image as expired an hour after its grant ended unused, and no other', async () => {
    await images.create(1);
    await images.create(2);
    await images.store(2);
    await images.ready(3);
    // The grants ended at 00:05.
    await swept({ unfinished: HOUR }, '2026-01-01T01:05:00.000Z');
    expect(await get(1)).toMatchObject({ status: 'pending' });
    await swept({ unfinished: HOUR }, '2026-01-01T01:05:00.001Z');
    const settledAt = '2026-01-01T01:05:00.001Z';
    expect(await get(1)).toMatchObject({ status: 'expired', settledAt });
    expect(await get(2)).toMatchObject({ status: 'processing' });
    expect(await get(3)).toMatchObject({ status: 'ready' });
  });

  it('sends an image to the inbox whose original arrived, since its message may be lost, once', async () => {
    await images.create(1);
    await images.store(1);
    for (const minute of ['06', '07']) {
      await swept({ unfinished: HOUR }, `2026-01-01T01:${minute}:00.000Z`);
    }
    expect(world.deps.queues.inbox.all()).toEqual([keyOf(1)]);
  });

  it('sends an image that expires to the inbox with the change, once', async () => {
    await images.create(1);
    for (const minute of ['06', '07']) {
      await swept({ unfinished: HOUR }, `2026-01-01T01:${minute}:00.000Z`);
    }
    expect(world.deps.queues.inbox.all()).toEqual([keyOf(1)]);
    const { groups } =
      world.dataDirectory.database
        .prepare('SELECT group_concat(message_group) AS groups FROM messages')
        .get() ?? {};
    expect(groups).toBe('ada');
  });

  it('removes the record of an expired image when its retention has ended since it expired', async () => {
    await images.create(1);
    // Two days of a stopped machine are no retention.
    await swept({ unfinished: HOUR }, '2026-01-03T00:00:00.000Z');
    await swept({ unfinished: HOUR }, '2026-01-03T01:00:00.000Z');
    expect(await get(1)).toMatchObject({ status: 'expired' });
    await swept({ unfinished: HOUR }, '2026-01-03T01:00:00.001Z');
    expect(await get(1)).toBeUndefined();
  });

  it('finishes an interrupted deletion', async () => {
    await images.ready(1, { deletedAt });
    await images.store(1);
    const rendition = { ...keyOf(1), variant: 'large', format: 'webp' } as const;
    await world.deps.renditions.write(rendition, Buffer.from('large'));
    await swept({ unfinished: HOUR }, '2026-01-01T00:00:03.000Z');
    expect(await get(1)).toBeUndefined();
    expect(await keptOriginals()).toEqual([]);
    expect(await world.folder.files('renditions')).toEqual([]);
  });

  it('continues after a failure, and reports it', async () => {
    await images.ready(1, { deletedAt });
    await images.ready(2, { deletedAt });
    for (const n of [3, 4]) {
      await images.create(n, { status: 'rejected', settledAt: deletedAt });
      await images.store(n);
    }
    const remove: Originals['remove'] = async (key) => {
      if ([idOf(1), idOf(3)].includes(key.id)) throw new Error('the disk does not answer');
      return world.deps.originals.remove(key);
    };
    await swept({ unfinished: HOUR }, '2026-01-01T00:00:03.000Z', { remove });
    expect(await get(2)).toBeUndefined();
    expect(await keptOriginals()).toEqual(pathsOf(3));
    expect(failed).toEqual([1, 3].map((n) => `${idOf(n)} Error: the disk does not answer`));
  });

  it('removes originals after their retention, unless they are still to be processed', async () => {
    for (const n of [1, 2]) await images.ready(n);
    await images.create(3);
    for (const n of [1, 2, 3]) await images.store(n);
    const old = new Date('2026-01-01T00:00:00.000Z');
    for (const n of [1, 3]) await utimes(world.deps.originals.pathOf(keyOf(n)), old, old);
    const recent = new Date('2026-01-01T00:30:00.000Z');
    await utimes(world.deps.originals.pathOf(keyOf(2)), recent, recent);
    await swept({ originals: HOUR, unfinished: HOUR }, '2026-01-01T01:00:00.001Z');
    expect(await keptOriginals()).toEqual(pathsOf(2, 3));
    expect(await get(1)).toMatchObject({ status: 'ready' });
  });

  it('keeps the original of an image that was too slow, until its retention has ended', async () => {
    const error = { code: 'too-slow', detail: 'it takes more CPU time' } as const;
    await images.create(1, { status: 'rejected', settledAt: deletedAt, error });
    await images.store(1);
    await swept({ unfinished: HOUR }, '2036-01-01T00:00:00.000Z');
    expect(await keptOriginals()).toEqual(pathsOf(1));
    await swept({ originals: HOUR, unfinished: HOUR }, '2036-01-01T00:00:00.000Z');
    expect(await keptOriginals()).toEqual([]);
  });

  it('removes rejected originals at once, and keeps those without a record', async () => {
    await images.create(1, { status: 'rejected', settledAt: deletedAt });
    await images.create(2, { status: 'failed', settledAt: deletedAt });
    await images.create(3, { status: 'processing' });
    await images.create(4);
    for (const n of [1, 2, 3, 4, 5]) await images.store(n);
    await swept({ unfinished: HOUR }, '2026-01-01T00:00:03.000Z');
    expect(await keptOriginals()).toEqual(pathsOf(2, 3, 4, 5));
    expect(failed).toEqual([]);
  });

  it('removes an original that arrived after the deletion of its image, and keeps others', async () => {
    await images.ready(1);
    await world.deps.records.remove(idOf(1));
    for (const n of [1, 2]) await images.store(n);
    await swept({ unfinished: HOUR }, '2026-01-01T00:00:03.000Z');
    expect(await keptOriginals()).toEqual(pathsOf(2));
    expect(failed).toEqual([]);
  });

  it('remembers a deletion until an hour after the end of the grant, and its original is removed', async () => {
    await images.ready(1);
    await world.deps.records.remove(idOf(1));
    const remembered = () => world.deps.records.tombstones.all().map(({ id }) => id);
    await swept({ unfinished: HOUR }, '2026-01-01T01:05:00.000Z');
    expect(remembered()).toEqual([idOf(1)]);
    const remove = () => Promise.reject(new Error('the disk does not answer'));
    await swept({ unfinished: HOUR }, '2026-01-01T01:05:00.001Z', { remove });
    expect(remembered()).toEqual([idOf(1)]);
    await swept({ unfinished: HOUR }, '2026-01-01T01:05:00.001Z');
    expect(remembered()).toEqual([]);
    expect(failed).toEqual([`${idOf(1)} Error: the disk does not answer`]);
  });

  it('keeps the original of an image whose record was restored after its deletion', async () => {
    await images.ready(1);
    await world.deps.records.remove(idOf(1));
    await images.ready(1);
    await images.store(1);
    await swept({ unfinished: HOUR }, '2026-01-01T02:00:00.000Z');
    expect(await keptOriginals()).toEqual(pathsOf(1));
  });

  it('removes nothing for its age after a leap of the clock, but finishes deletions', async () => {
    await images.create(1);
    for (const n of [2, 3]) await images.ready(n);
    await images.ready(4, { deletedAt });
    for (const n of [2, 3, 4]) await images.store(n);
    const now = '2036-01-01T00:00:00.000Z';
    const leap = { trusted: new Date('2026-01-01T00:00:00.000Z'), now: new Date(now) };
    await swept({ originals: HOUR, unfinished: HOUR }, now, {}, () => leap);
    expect(await get(1)).toMatchObject({ status: 'pending' });
    expect(await get(4)).toBeUndefined();
    expect(await keptOriginals()).toEqual(pathsOf(2, 3));
    expect(leaps).toEqual([now]);
  });

  it('stops removing when the clock leaps in between', async () => {
    for (const n of [1, 2, 3]) {
      await images.ready(n);
      await images.store(n);
    }
    const now = '2036-01-01T00:00:00.000Z';
    const leap = { trusted: new Date('2026-01-01T00:00:00.000Z'), now: new Date(now) };
    let leapt = false;
    const remove: Originals['remove'] = async (key) => {
      await world.deps.originals.remove(key);
      leapt = true;
    };
    const retention = { originals: HOUR, unfinished: HOUR };
    await swept(retention, now, { remove }, () => (leapt ? leap : undefined));
    expect(await keptOriginals()).toHaveLength(2);
    expect(leaps).toEqual([now]);
  });

  it('keeps originals forever without a retention', async () => {
    await images.ready(1);
    await images.store(1);
    await swept({ unfinished: HOUR }, '2036-01-01T00:00:00.000Z');
    expect(await keptOriginals()).toEqual(pathsOf(1));
  });
});
