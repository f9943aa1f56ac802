import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ImageRecord } from '@thumbing/pipeline';
import type { OriginalKey } from '@thumbing/config';
import { recordOf } from '@thumbing/pipeline/testing';
import { SLICE } from '../storage/sqlite-record-lists.ts';
import { keyOf } from '../testing/images.ts';
import { parts, type Parts } from '../testing/parts.ts';
import { recover } from './recover.ts';
import { sweep } from './sweep.ts';

const SETTLED = 20_000;
const PENDING = 1_000;
/** Images with an original, those that wait among them. */
const ORIGINALS = 5_000;

describe(`${SETTLED} settled images, and ${PENDING} whose grants have expired`, () => {
  let world: Parts;
  let rows: ReturnType<typeof rowsByTurn>;
  const failed: unknown[] = [];
  beforeAll(async () => {
    world = await parts();
    const { records, originals } = world.deps;
    const { database } = world.dataDirectory;
    mkdirSync(dirname(originals.pathOf(keyOf(0))), { recursive: true });
    database.exec('BEGIN');
    for (let n = 0; n < SETTLED + PENDING; n += 1) {
      await records.create(recordOf({ ...keyOf(n), ...stateOf(n) }));
      if (n >= SETTLED + PENDING - ORIGINALS) writeFileSync(originals.pathOf(keyOf(n)), '');
    }
    database.exec('COMMIT');
  });
  afterAll(() => world.close());
  beforeEach(() => {
    rows = rowsByTurn();
  });
  afterEach(() => {
    rows.stop();
    expect(failed).toEqual([]);
  });

  const counted = () => {
    const { records, originals } = world.deps;
    return {
      records: {
        ...records,
        get: async (id: string) => rows.one(await records.get(id)),
        rejectedAmong: (ids: readonly string[]) => {
          rows.add(ids.length);
          return records.rejectedAmong(ids);
        },
        beingDeleted: () => rows.of(records.beingDeleted()),
        pending: () => rows.of(records.pending()),
        unused: (before: Date) => rows.of(records.unused(before)),
        expired: (before: Date) => rows.of(records.expired(before)),
      },
      originals: {
        ...originals,
        all: async function* (slice: number) {
          for await (const keys of originals.all(slice)) {
            rows.add(keys.length);
            yield keys;
          }
        },
      },
    };
  };

  const onError = (error: unknown, key: OriginalKey) => void failed.push(key.id, error);

  it.each`
    which     | unsent
    ${'none'} | ${PENDING}
    ${'all'}  | ${0}
  `('are recovered a slice for each turn, if $which were sent', async ({ unsent }: Row) => {
    const sent: string[] = [];
    const all = () => Array.from({ length: PENDING - unsent }, (_, n) => keyOf(SETTLED + n));
    const inbox = { all, send: async ({ id }: OriginalKey) => void sent.push(id) };
    await recover({ ...world.deps, ...counted(), inbox, onError });
    expect(sent).toHaveLength(unsent);
    expect(rows.total()).toBe(PENDING + unsent);
    expect(rows.most()).toBeLessThanOrEqual(3 * SLICE);
  });

  it('are swept a slice for each turn of the event loop', async () => {
    await sweep({
      ...world.deps,
      ...counted(),
      clock: { now: () => new Date('2026-01-02T00:00:00.000Z') },
      config: { profiles: {}, retention: { unfinished: 3_600 } },
      steady: { leap: () => undefined },
      onLeap: () => undefined,
      onError,
    });
    expect(rows.total()).toBeGreaterThan(2 * ORIGINALS);
    expect(rows.most()).toBeLessThanOrEqual(3 * SLICE);
  });
});

interface Row {
  readonly unsent: number;
}

/** Half of the settled images are rejected, and keep their originals. */
function stateOf(n: number): Partial<ImageRecord> {
  if (n >= SETTLED) return {};
  const settledAt = '2026-01-01T00:00:01.000Z';
  if (n % 2 === 0) return { status: 'ready', settledAt };
  const error = { code: 'too-slow', detail: 'it takes more CPU time' } as const;
  return { status: 'rejected', settledAt, error };
}

/** Counts the rows that are read in each turn of the event loop: nothing else is done meanwhile. */
function rowsByTurn() {
  let [total, inTurn, most] = [0, 0, 0];
  const turn = (): void => {
    inTurn = 0;
    next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  const add = (rows: number): void => {
    total += rows;
    inTurn += rows;
    most = Math.max(most, inTurn);
  };
  return {
    add,
    one: <T>(read: T): T => {
      add(1);
      return read;
    },
    of: function* <T>(slices: Iterable<readonly T[]>) {
      for (const slice of slices) {
        add(slice.length);
        yield slice;
      }
    },
    total: () => total,
    most: () => most,
    stop: () => clearImmediate(next),
  };
}
