import { utimes } from 'node:fs/promises';
import type { Originals } from '@thumbing/pipeline';
import { idOf } from '@thumbing/pipeline/testing';
import { imagesOf, keyOf } from '../testing/images.ts';
import { parts, type Parts } from '../testing/parts.ts';
import { tidy } from './sweep.ts';

describe('tidy', () => {
  let world: Parts;
  let images: ReturnType<typeof imagesOf>;
  let failed: string[];
  beforeEach(async () => {
    world = await parts();
    images = imagesOf(world.deps);
    failed = [];
  });
  afterEach(() => world.close());

  const HOUR = 3_600;
  const tidied = (
    retention: { originals?: number; unfinished: number },
    at: string,
    originals: Partial<Originals> = {},
  ) =>
    tidy({
      ...world.deps,
      originals: { ...world.deps.originals, ...originals },
      clock: { now: () => new Date(at) },
      config: { retention },
      onError: (error, { id }) => void failed.push(`${id} ${String(error)}`),
    });
  const get = (n: number) => world.deps.records.get(idOf(n));
  const keptOriginals = () => world.folder.files('originals');
  const pathsOf = (...numbers: readonly number[]) => numbers.map((n) => `avatar/${idOf(n)}`);
  const deletedAt = '2026-01-01T00:00:02.000Z';

  it('forgets a grant that nobody used, in its time, and no other image', async () => {
    await images.remember(1);
    await images.remember(2);
    await images.store(2);
    await images.ready(3);
    // It expired at 00:05.
    await tidied({ unfinished: HOUR }, '2026-01-01T01:05:00.000Z');
    expect(await get(1)).toBeDefined();
    await tidied({ unfinished: HOUR }, '2026-01-01T01:05:00.001Z');
    expect(await get(1)).toBeUndefined();
    expect(await get(2)).toBeDefined();
    expect(await get(3)).toBeDefined();
  });

  it('finishes a deletion that was interrupted', async () => {
    await images.ready(1, { deletedAt });
    await images.store(1);
    const rendition = { ...keyOf(1), variant: 'large', format: 'webp' } as const;
    await world.deps.renditions.write(rendition, Buffer.from('large'));
    await tidied({ unfinished: HOUR }, '2026-01-01T00:00:03.000Z');
    expect(await get(1)).toBeUndefined();
    expect(await keptOriginals()).toEqual([]);
    expect(await world.folder.files('renditions')).toEqual([]);
  });

  it('does the rest when something fails, and tells of it', async () => {
    await images.ready(1, { deletedAt });
    await images.ready(2, { deletedAt });
    for (const n of [3, 4]) {
      await images.remember(n, { status: 'rejected', settledAt: deletedAt });
      await images.store(n);
    }
    const remove: Originals['remove'] = async (key) => {
      if ([idOf(1), idOf(3)].includes(key.id)) throw new Error('the disk does not answer');
      return world.deps.originals.remove(key);
    };
    await tidied({ unfinished: HOUR }, '2026-01-01T00:00:03.000Z', { remove });
    expect(await get(2)).toBeUndefined();
    expect(await keptOriginals()).toEqual(pathsOf(3));
    expect(failed).toEqual([1, 3].map((n) => `${idOf(n)} Error: the disk does not answer`));
  });

  it('removes originals that were kept long enough, unless they are still to be processed', async () => {
    for (const n of [1, 2]) await images.ready(n);
    await images.remember(3);
    for (const n of [1, 2, 3]) await images.store(n);
    const old = new Date('2026-01-01T00:00:00.000Z');
    for (const n of [1, 3]) await utimes(world.deps.originals.pathOf(keyOf(n)), old, old);
    const recent = new Date('2026-01-01T00:30:00.000Z');
    await utimes(world.deps.originals.pathOf(keyOf(2)), recent, recent);
    await tidied({ originals: HOUR, unfinished: HOUR }, '2026-01-01T01:00:00.001Z');
    expect(await keptOriginals()).toEqual(pathsOf(2, 3));
    expect(await get(1)).toMatchObject({ status: 'ready' });
  });

  it('removes originals that were rejected, at once, and tells of those that have no record', async () => {
    await images.remember(1, { status: 'rejected', settledAt: deletedAt });
    await images.remember(2, { status: 'failed', settledAt: deletedAt });
    await images.remember(3, { status: 'processing' });
    await images.remember(4);
    for (const n of [1, 2, 3, 4, 5]) await images.store(n);
    await tidied({ unfinished: HOUR }, '2026-01-01T00:00:03.000Z');
    expect(await keptOriginals()).toEqual(pathsOf(2, 3, 4, 5));
    expect(failed).toEqual([
      expect.stringContaining(`${idOf(5)} Error: it has an original and no record`),
    ]);
  });

  it('keeps originals for good unless it is told for how long', async () => {
    await images.ready(1);
    await images.store(1);
    await tidied({ unfinished: HOUR }, '2036-01-01T00:00:00.000Z');
    expect(await keptOriginals()).toEqual(pathsOf(1));
  });
});
