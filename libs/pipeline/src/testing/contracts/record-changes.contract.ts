import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordChanges } from '../../domain/polled-changes.ts';
import type { ImageRecords } from '../../domain/ports.ts';
import { idOf, recordOf } from '../samples.ts';
import type { World } from '../world.ts';

/** A store of records, and what notices its changes. */
export interface RecordChangesWorld {
  /** Store whose records change. */
  readonly records: ImageRecords;
  /** Subject of the contract. */
  readonly changes: RecordChanges;
}

/** Behavior that everything that notices changes of records has in common. */
export function recordChangesContract(
  adapter: string,
  open: () => Promise<World<RecordChangesWorld>>,
): void {
  describe(`changes of records (${adapter})`, () => {
    const LONG = 600_000;
    let world: World<RecordChangesWorld>;
    beforeEach(async () => {
      world = await open();
      await world.records.create(recordOf());
      await world.records.create(recordOf({ id: idOf(2) }));
    });
    afterEach(() => world.close());
    const since = (milliseconds: number, signal?: AbortSignal) =>
      world.changes.since(recordOf(), milliseconds, signal);

    it('ends all waits when a record is replaced', async () => {
      const waits = [since(LONG), since(LONG)];
      await world.records.replace(recordOf({ status: 'processing' }));
      expect(await Promise.all(waits)).toHaveLength(2);
    });

    it('ends a wait when a record is removed', async () => {
      const wait = since(LONG);
      await world.records.remove(idOf(1));
      await expect(wait).resolves.toBeUndefined();
    });

    it('ends a wait for a version that is not stored anymore', async () => {
      await world.records.replace(recordOf());
      await expect(since(LONG)).resolves.toBeUndefined();
      await world.records.remove(idOf(1));
      await expect(since(LONG)).resolves.toBeUndefined();
    });

    it('ends a wait after its time', async () => {
      await expect(since(5)).resolves.toBeUndefined();
    });

    it('ends a wait when its signal aborts, also if it has before', async () => {
      const gone = new AbortController();
      const wait = since(LONG, gone.signal);
      gone.abort();
      await expect(wait).resolves.toBeUndefined();
      await expect(since(LONG, gone.signal)).resolves.toBeUndefined();
    });

    it('goes on while other records change, or a write fails', async () => {
      const end = new AbortController();
      const wait = since(LONG, end.signal).then(() => 'ended');
      await world.records.replace(recordOf({ id: idOf(2) }));
      await world.records.replace(recordOf({ version: 9 }));
      expect(await Promise.race([wait, setImmediate('waiting')])).toBe('waiting');
      end.abort();
      await wait;
    });
  });
}

/** Sleeps in real time, as the contract needs. */
export const realSleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
