import { originalKey, type OriginalKey } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import fc from 'fast-check';
import type { Clock } from './domain/ports.ts';
import { RequestError } from './domain/request-error.ts';
import { isDeleted } from './lifecycle/finish-deletion.ts';
import { crashing, crashPoints, inSteps, untilDone, type Crashes } from './testing/crashes.ts';
import { checkEnd, isByCrashes, message, type OnSetAside } from './testing/endings.ts';
import { manualClock } from './testing/memory.ts';
import { finishing, memoryWorld, type MemoryWorld } from './testing/memory-world.ts';
import { takeTurns, type Actor } from './testing/take-turns.ts';
import { deleteImage } from './use-cases/delete-image.ts';

/** Every upload ends exactly once: processes are killed at any moment, messages duplicated and reordered. */

const ORIGINALS = {
  picture: await photo({ width: 1, height: 1, format: 'png' }),
  'another type': await photo({ width: 1, height: 1, format: 'jpeg' }),
  text: Buffer.from('not a picture'),
};

const crashesWithin = (calls: number) => fc.subarray(crashPoints(calls), { maxLength: 6 });

/** Clock that advances with each reading: a repeated event must not depend on the time of publishing. */
const advancingClock = (): Clock => {
  let now = Date.parse('2026-01-01T00:00:00.000Z');
  return { ...manualClock(), now: () => new Date((now += 1_000)) };
};

/** An owner who repeats the deletion until it succeeds, or finds no image. */
const deletion =
  ({ deps }: MemoryWorld, { id }: OriginalKey, crashes: Crashes): Actor =>
  async (step) => {
    const mine = inSteps(deps, crashing(step, crashes));
    await untilDone(() => deleteImage(finishing(mine))('ada', id)).catch((error: unknown) => {
      if (!(error instanceof RequestError)) throw error;
    });
  };

/** An owner who deletes the image once: after a crash, only the worker that the record leads to finishes it. */
const singleDeletion =
  ({ deps }: MemoryWorld, { id }: OriginalKey, finishes: boolean, crashes: Crashes): Actor =>
  async (step) => {
    const mine = inSteps(deps, crashing(step, crashes));
    await deleteImage(finishes ? finishing(mine) : mine)('ada', id).catch(() => undefined);
  };

const stories = fc.record({
  original: fc.constantFrom('picture', 'picture', 'another type', 'text'),
  messages: fc.array(crashesWithin(24), { minLength: 1, maxLength: 3 }),
  deleted: fc.constantFrom('never', 'never', 'before the upload', 'meanwhile'),
  crashesOfDeletion: crashesWithin(8),
  turns: fc.array(fc.nat({ max: 3 }), { maxLength: 100, size: 'max' }),
});

describe('every upload', () => {
  it('ends once, with exactly its files, whichever process crashes when', async () => {
    const kept = { all: 0, asThePictureTells: 0 };
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const world = memoryWorld({ clock: advancingClock() });
        const original = ORIGINALS[story.original];
        const key = await world.upload(original);
        const turns = [...story.turns];
        const choose = (among: number): number => (turns.shift() ?? 0) % among;

        const owner = deletion(world, key, story.crashesOfDeletion);
        if (story.deleted === 'before the upload') {
          await takeTurns([owner], choose);
          world.files.originals.set(originalKey.format(key), original);
        }
        const mayFail: boolean[] = [];
        const onSetAside: OnSetAside = (causes) => mayFail.push(isByCrashes(causes));
        const actors = story.messages.map((crashes) => message(world, key, crashes, onSetAside));
        if (story.deleted === 'meanwhile') actors.push(owner);
        await takeTurns(actors, choose);

        const end = await checkEnd(world, key);
        const settled = story.original === 'picture' ? 'ready' : 'rejected';
        if (story.deleted !== 'never') {
          expect(end).toBe('deleted');
          return;
        }
        expect([settled, ...(mayFail.includes(true) ? ['failed'] : [])]).toContain(end);
        kept.all += 1;
        if (end === settled) kept.asThePictureTells += 1;
      }),
      { seed: 20_260_101, numRuns: 200 },
    );
    // Stories of which most may fail would accept too much.
    expect(kept.asThePictureTells).toBeGreaterThan(kept.all * 0.75);
  });

  it('ends deleted by the worker that its record leads to, whenever the deletion crashed', async () => {
    const messages = { all: 0, setAside: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        crashesWithin(8),
        crashesWithin(24),
        async (finishes, ...crashes) => {
          const [crashesOfDeletion, crashesOfMessage] = crashes;
          const world = memoryWorld();
          const key = await world.upload(ORIGINALS.picture);
          await takeTurns([singleDeletion(world, key, finishes, crashesOfDeletion)], () => 0);
          const image = await world.deps.records.get(key.id);
          fc.pre(!image || isDeleted(image));
          const onSetAside: OnSetAside = (causes) => {
            messages.setAside += 1;
            expect(isByCrashes(causes)).toBe(true);
          };
          await takeTurns([message(world, key, crashesOfMessage, onSetAside)], () => 0);
          messages.all += 1;
          expect(await checkEnd(world, key)).toBe('deleted');
        },
      ),
      { seed: 20_260_101, numRuns: 100 },
    );
    // Setting aside finishes a deletion too, so that the end alone does not tell that processing does.
    expect(messages.setAside).toBeLessThan(messages.all * 0.25);
  });
});
