import type { OriginalKey } from '@thumbing/config';
import {
  DAY,
  found,
  reconcilingWorld,
  type ReconcilingWorld,
} from './testing/reconciling-world.ts';

let world: ReconcilingWorld;
beforeEach(() => {
  world = reconcilingWorld();
});

describe('reconcile', () => {
  it('compares the renditions of every image once in a rotation, others each time', async () => {
    const images = new Set<string>();
    for (let n = 1; n <= 40; n += 1) {
      const key = await world.ready();
      await world.deps.renditions.removeAll(key);
      images.add(key.id);
    }
    await world.deps.clock.sleep(DAY + 1);
    const days: string[] = [];
    for (let day = 1; day <= 5; day += 1) {
      const { findings } = await world.reconciled({ rotation: 5 });
      days.push(...(findings['renditions-missing']?.examples ?? []));
      await world.deps.clock.sleep(DAY);
    }
    expect(days.toSorted()).toEqual([...images].sort());
  });

  describe('for files without a record', () => {
    let key: OriginalKey;
    beforeEach(async () => {
      key = await world.ready();
      await world.deps.records.remove(key.id);
      await world.deps.clock.sleep(DAY + 1);
    });

    it('reports them, and keeps them: they may be all that is left', async () => {
      expect((await world.reconciled()).findings).toEqual({
        'original-without-record': found(false, key),
        'renditions-without-record': found(false, key),
      });
      await world.work();
      expect(world.files.originals.size).toBe(1);
    });

    it('has them removed when that is asked for', async () => {
      expect((await world.reconciled({ removeUnrecorded: true })).findings).toEqual({
        'original-without-record': found(true, key),
        'renditions-without-record': found(true, key),
      });
      await world.work();
      expect(world.files).toEqual({
        originals: new Map(),
        copies: new Map(),
        renditions: new Map(),
      });
    });

    it('keeps them while the clock cannot be trusted, and counts them as too young', async () => {
      const report = await world.reconciled(
        { removeUnrecorded: true },
        { isClockTrusted: () => false },
      );
      expect(report.findings).toEqual({});
      await world.work();
      expect(world.files.originals.size).toBe(1);
    });

    it('leaves out what was removed since it was listed', async () => {
      world.files.originals.clear();
      world.files.renditions.clear();
      const listed = {
        pages: async function* () {
          yield { items: [key] };
        },
      };
      const inventory = { ...world.deps.inventory, originals: listed, renditions: listed };
      expect((await world.reconciled({}, { inventory })).findings).toEqual({});
    });
  });
});
