import { originalKey, type OriginalKey } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import fc from 'fast-check';
import { deleteImage } from './use-cases/delete-image.ts';
import { giveUp } from './use-cases/mark-failed.ts';
import type { Clock } from './domain/ports.ts';
import { processImage } from './use-cases/process-image.ts';
import { RequestError } from './domain/request-error.ts';
import { manualClock } from './testing/memory.ts';
import { memoryWorld, type MemoryDeps, type MemoryWorld } from './testing/memory-world.ts';
import { takeTurns, type Actor, type Step } from './testing/take-turns.ts';

/** Killed at any moment, with duplicates and reordering, every upload ends once. */

const ORIGINALS = {
  picture: await photo({ width: 1, height: 1, format: 'png' }),
  'another type': await photo({ width: 1, height: 1, format: 'jpeg' }),
  text: Buffer.from('not a picture'),
};
const FILES = ['large.jpeg', 'large.webp', 'thumb.jpeg', 'thumb.webp'];
const ATTEMPTS = 3;

class Crash extends Error {}

/** Each look at the clock shows a later time: what is announced again must not depend on when. */
const neverTheSame = (): Clock => {
  let now = Date.parse('2026-01-01T00:00:00.000Z');
  return { ...manualClock(), now: () => new Date((now += 1_000)) };
};

/** At which calls of a port someone crashes: before it did anything, or after, with its answer lost. */
type Crashes = readonly { readonly call: number; readonly when: 'before' | 'after' }[];

const crashing = (step: Step, crashes: Crashes): Step => {
  const at = new Map(crashes.map(({ call, when }) => [call, when]));
  let calls = 0;
  return (call) =>
    step(async () => {
      const when = at.get((calls += 1));
      if (when === 'before') throw new Crash();
      const answer = await call();
      if (when === 'after') throw new Crash();
      return answer;
    });
};

/** The same world, where each call of a port is a step. */
const inSteps = (
  { records, originals, renditions, events, ...rest }: MemoryDeps,
  step: Step,
): MemoryDeps => ({
  ...rest,
  records: {
    ...records,
    get: (id) => step(() => records.get(id)),
    replace: (record) => step(() => records.replace(record)),
    remove: (id) => step(() => records.remove(id)),
  },
  originals: {
    read: (key) => step(() => originals.read(key)),
    remove: (key) => step(() => originals.remove(key)),
  },
  renditions: {
    ...renditions,
    write: (key, data) => step(() => renditions.write(key, data)),
    removeAll: (image) => step(() => renditions.removeAll(image)),
  },
  events: { publish: (event) => step(() => events.publish(event)) },
});

/** Tries until it is done; only crashes are forgiven. */
async function untilDone(attempt: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
  }
}

/** A message of the inbox: handed out until it is done, and given up after the last attempt. */
const message =
  ({ deps }: MemoryWorld, key: OriginalKey, crashes: Crashes): Actor =>
  async (step) => {
    const mine = inSteps(deps, crashing(step, crashes));
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const done = await processImage(mine)(key).then(
        () => true,
        () => false,
      );
      if (done) return;
    }
    await untilDone(() => giveUp(mine)(key));
  };

/** Its owner asks for its deletion until the answer is that it is gone. */
const deletion =
  ({ deps }: MemoryWorld, { id }: OriginalKey, crashes: Crashes): Actor =>
  async (step) => {
    const mine = inSteps(deps, crashing(step, crashes));
    await untilDone(() => deleteImage(mine)('ada', id)).catch((error: unknown) => {
      if (!(error instanceof RequestError)) throw error;
    });
  };

const crashes = (calls: number) =>
  fc.array(
    fc.record({
      call: fc.integer({ min: 1, max: calls }),
      when: fc.constantFrom('before', 'after'),
    }),
    { maxLength: 6 },
  );

const stories = fc.record({
  original: fc.constantFrom('picture', 'picture', 'another type', 'text'),
  messages: fc.array(crashes(24), { minLength: 1, maxLength: 3 }),
  deleted: fc.constantFrom('never', 'never', 'before the upload', 'meanwhile'),
  crashesOfDeletion: crashes(8),
  turns: fc.array(fc.nat({ max: 3 }), { maxLength: 100, size: 'max' }),
});

describe('every upload', () => {
  it('ends once, with exactly its files, whoever crashes when', async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const world = memoryWorld({ clock: neverTheSame() });
        const original = ORIGINALS[story.original];
        const key = await world.upload(original);
        const turns = [...story.turns];
        const choose = (among: number): number => (turns.shift() ?? 0) % among;

        const owner = deletion(world, key, story.crashesOfDeletion);
        if (story.deleted === 'before the upload') {
          await takeTurns([owner], choose);
          world.files.originals.set(originalKey.format(key), original);
        }
        const actors = story.messages.map((crashes) => message(world, key, crashes));
        if (story.deleted === 'meanwhile') actors.push(owner);
        await takeTurns(actors, choose);

        const end = await checkEnd(world, key);
        const settled = story.original === 'picture' ? 'ready' : 'rejected';
        expect(story.deleted === 'never' ? [settled, 'failed'] : ['deleted']).toContain(end);
      }),
      { seed: 20_260_101, numRuns: 200 },
    );
  });
});

/** How it ended, once files and events were seen to be those of this end. */
async function checkEnd(
  { deps, files, published }: MemoryWorld,
  key: OriginalKey,
): Promise<string> {
  const record = await deps.records.get(key.id);
  const end = record?.status ?? 'deleted';

  const made = end === 'ready' ? FILES.map((name) => `${originalKey.format(key)}/${name}`) : [];
  expect([...files.renditions.keys()].sort()).toEqual(made);
  expect(record?.renditions ?? []).toHaveLength(made.length);
  expect(files.originals.size).toBe(end === 'ready' || end === 'failed' ? 1 : 0);

  expect(published.map(({ type }) => type)).toContain(`thumbing.image.${end}`);
  const different = new Set(published.map((event) => JSON.stringify(event)));
  expect(different.size).toBe(new Set(published.map(({ id }) => id)).size);
  const settled = [...new Set(published.map(({ type }) => type))].filter(
    (type) => type !== 'thumbing.image.deleted',
  );
  expect(settled.length).toBeLessThanOrEqual(1);
  return end;
}
