import type { OriginalKey } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { processImage } from '../../process-image.ts';
import { reconcile, type ReconcileDeps, type ReconcileOptions } from '../reconcile.ts';
import { newReconciliation, type Reconciliation } from '../reconciliation.ts';
import { memoryWorld } from '../../../testing/memory-world.ts';

/** A picture that every profile accepts. */
export const png = await photo({ width: 8, height: 8, format: 'png' });

/** Milliseconds. */
export const DAY = 24 * 60 * 60_000;

/** A world with a reconciliation, and images in the states that it finds. */
export function reconcilingWorld() {
  const world = memoryWorld();
  const failures: string[] = [];
  const depsWith = (overrides: Partial<ReconcileDeps> = {}): ReconcileDeps => ({
    ...world.deps,
    isClockTrusted: () => true,
    onError: (error, id) => void failures.push(`${id} ${String(error)}`),
    ...overrides,
  });
  const begin = () => newReconciliation(world.deps.clock.now());
  return {
    ...world,
    /** Images that could not be compared, with the error. */
    failures,
    depsWith,
    begin,
    /** Reconciles everything. */
    reconciled: async (
      options: ReconcileOptions = {},
      overrides: Partial<ReconcileDeps> = {},
    ): Promise<Reconciliation> => {
      let report = begin();
      for await (report of reconcile(depsWith(overrides))(report, options));
      return report;
    },
    /** Has workers process what waits in the inbox. */
    work: async () => {
      for (const key of world.deps.inbox.receive()) await processImage(world.deps)(key);
    },
    statusOf: async ({ id }: OriginalKey) => (await world.deps.records.get(id))?.status,
    ready: async (): Promise<OriginalKey> => {
      const key = await world.upload(png);
      await processImage(world.deps)(key);
      return key;
    },
    /** An image as a worker left it that died. */
    interrupted: async (): Promise<OriginalKey> => {
      const key = await world.upload(png);
      const render = () => Promise.reject(new Error('killed'));
      await processImage({ ...world.deps, render })(key).catch(() => undefined);
      return key;
    },
  };
}
export type ReconcilingWorld = ReturnType<typeof reconcilingWorld>;

/** Finding of these images. */
export const found = (isRepaired: boolean, ...keys: readonly OriginalKey[]) => ({
  found: keys.length,
  repaired: isRepaired ? keys.length : 0,
  examples: keys.map(({ id }) => id),
});
