import { expect } from '@jest/globals';
import { originalKey, type OriginalKey } from '@thumbing/config';
import { markFailed } from '../use-cases/mark-failed.ts';
import { processImage } from '../use-cases/process-image.ts';
import { Crash, crashing, inSteps, untilDone, type Crashes } from './crashes.ts';
import { finalEvents } from './final-events.ts';
import type { MemoryWorld } from './memory-world.ts';
import type { Actor } from './take-turns.ts';

const FILES = ['large.jpeg', 'large.webp', 'thumb.jpeg', 'thumb.webp'];
const ATTEMPTS = 3;

/** Gets the errors of a message's attempts, all of which failed. */
export type OnSetAside = (causes: readonly unknown[]) => void;

/** A message of the inbox: delivered until it is done, and set aside after the last attempt. */
export const message =
  ({ deps }: MemoryWorld, key: OriginalKey, crashes: Crashes, onSetAside?: OnSetAside): Actor =>
  async (step) => {
    const mine = inSteps(deps, crashing(step, crashes));
    const causes: unknown[] = [];
    while (causes.length < ATTEMPTS) {
      const done = await processImage(mine)(key).then(
        () => true,
        (cause: unknown) => {
          causes.push(cause);
          return false;
        },
      );
      if (done) return;
    }
    onSetAside?.(causes);
    await untilDone(() => markFailed(mine)(key));
  };

/** Tells a message that only crashes kept from being done: any other error is a fault of the code. */
export const isByCrashes = (causes: readonly unknown[]): boolean =>
  causes.every((cause) => cause instanceof Crash);

/** Status in the end, after checking that files and events match it. */
export async function checkEnd(world: MemoryWorld, key: OriginalKey): Promise<string> {
  const { deps, files, published } = world;
  const record = await deps.records.get(key.id);
  const end = record?.status ?? 'deleted';

  const made = end === 'ready' ? FILES.map((name) => `${originalKey.format(key)}/${name}`) : [];
  expect([...files.renditions.keys()].sort()).toEqual(made);
  expect(record?.renditions ?? []).toHaveLength(made.length);
  expect(files.originals.size).toBe(end === 'ready' || end === 'failed' ? 1 : 0);

  expect(published.map(({ type }) => type)).toContain(`thumbing.image.${end}`);
  const different = new Set(published.map((event) => JSON.stringify(event)));
  expect(different.size).toBe(new Set(published.map(({ id }) => id)).size);
  const settled = [...new Set(finalEvents(world).map(({ type }) => type))].filter(
    (type) => type !== 'thumbing.image.deleted',
  );
  expect(settled.length).toBeLessThanOrEqual(1);
  return end;
}
