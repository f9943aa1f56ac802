import { originalKey, type OriginalKey } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import fc from 'fast-check';
import { crashing, crashPoints, inSteps, untilDone, type Crashes } from './testing/crashes.ts';
import { checkEnd, message } from './testing/endings.ts';
import { manualClock } from './testing/memory.ts';
import { memoryWorld, type MemoryWorld } from './testing/memory-world.ts';
import { takeTurns, type Actor } from './testing/take-turns.ts';
import { expireGrant } from './use-cases/expire-grant.ts';

const picture = await photo({ width: 1, height: 1, format: 'png' });

const crashesWithin = (calls: number) => fc.subarray(crashPoints(calls), { maxLength: 6 });

/** The cleanup, which looks at the grant until it has decided, and the message of its outbox. */
const expiry =
  (world: MemoryWorld, key: OriginalKey, crashes: Crashes, crashesOfMessage: Crashes): Actor =>
  async (step) => {
    const clock = manualClock('2026-01-02T00:00:00.000Z');
    const mine = inSteps({ ...world.deps, clock }, crashing(step, crashes));
    await untilDone(() => expireGrant(mine)(key.id));
    const image = await world.deps.records.get(key.id);
    if (image?.status === 'expired') await message(world, key, crashesOfMessage)(step);
  };

/** An original that arrives at some moment, and its message. */
const arrival =
  (world: MemoryWorld, key: OriginalKey, crashes: Crashes): Actor =>
  async (step) => {
    const store = () => world.files.originals.set(originalKey.format(key), picture);
    await step(async () => store());
    await message(world, key, crashes)(step);
  };

it('ends an upload as expired or processed, whenever an original arrives after its grant', async () => {
  const turns = fc.array(fc.nat({ max: 3 }), { maxLength: 30, size: 'max' });
  const ends = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      crashesWithin(4),
      crashesWithin(8),
      crashesWithin(24),
      turns,
      async (...story) => {
        const [ofExpiry, ofItsMessage, ofArrival, order] = story;
        const world = memoryWorld();
        const key = await world.upload(picture);
        world.files.originals.clear();
        const choose = (among: number): number => (order.shift() ?? 0) % among;
        const actors = [expiry(world, key, ofExpiry, ofItsMessage), arrival(world, key, ofArrival)];
        await takeTurns(actors, choose);
        ends.add(await checkEnd(world, key));
      },
    ),
    { seed: 20_260_101, numRuns: 100 },
  );
  expect([...ends].sort()).toEqual(['expired', 'failed', 'ready']);
});
