import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Measurement } from '../memory-metrics.ts';
import type { World } from '../world.ts';

/** Metrics, and a reader of them. */
export interface MetricsWorld {
  /** Metrics to check. */
  readonly metrics: Metrics;
  /** Sums of all that was recorded, by name and labels. */
  readonly sums: () => Promise<readonly Measurement[]> | readonly Measurement[];
}

/** Behavior that every recorder of metrics has in common. */
export function metricsContract(adapter: string, open: () => Promise<World<MetricsWorld>>): void {
  describe(`metrics (${adapter})`, () => {
    let world: World<MetricsWorld>;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    it('counts by labels', async () => {
      const { metrics, sums } = world;
      for (const end of ['ready', 'failed', 'ready']) {
        metrics.count('images', { profile: 'avatar', end });
      }
      metrics.count('failed_attempts', { queue: 'inbox' });
      const counted = await sums();
      expect(counted).toHaveLength(3);
      expect(counted).toEqual(
        expect.arrayContaining([
          { name: 'images', labels: { profile: 'avatar', end: 'ready' }, value: 2 },
          { name: 'images', labels: { profile: 'avatar', end: 'failed' }, value: 1 },
          { name: 'failed_attempts', labels: { queue: 'inbox' }, value: 1 },
        ]),
      );
    });

    it('adds a number, also without labels', async () => {
      const { metrics, sums } = world;
      metrics.count('unrepaired_findings', {}, 3);
      metrics.count('unrepaired_findings', {}, 4);
      expect(await sums()).toEqual([{ name: 'unrepaired_findings', labels: {}, value: 7 }]);
    });

    it('adds up the time of each step', async () => {
      const { metrics, sums } = world;
      metrics.took('render', 0.5);
      metrics.took('wait', 7_200);
      metrics.took('render', 0.25);
      const timed = await sums();
      expect(timed).toHaveLength(2);
      expect(timed).toEqual(
        expect.arrayContaining([
          { name: 'step_seconds', labels: { step: 'render' }, value: 0.75 },
          { name: 'step_seconds', labels: { step: 'wait' }, value: 7_200 },
        ]),
      );
    });

    it('keeps labels as they are, whatever characters they have', async () => {
      const { metrics, sums } = world;
      const code = 'a "quoted\\" line\nand, {another}=ü 🙂';
      metrics.count('rejections', { code });
      expect(await sums()).toEqual([{ name: 'rejections', labels: { code }, value: 1 }]);
    });
  });
}
