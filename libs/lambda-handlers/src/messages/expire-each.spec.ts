import { context } from '../testing/events.ts';
import { expireEach } from './expire-each.ts';

let expired: string[];
let logged: unknown[];
beforeEach(() => {
  [expired, logged] = [[], []];
});

const run = async (ids: readonly string[], timeLeft: () => number = () => 300_000) =>
  expireEach({
    ended: async function* () {
      yield* ids;
    },
    expire: async (id) => {
      if (id === 'broken') throw new Error('storage is down');
      expired.push(id);
    },
    logger: {
      addContext: () => undefined,
      warn: (message) => void logged.push(message),
      error: (message) => void logged.push(message),
    },
  })({}, { ...context, getRemainingTimeInMillis: timeLeft });

it('expires every image whose grant has ended', async () => {
  await run(['one', 'two']);
  expect(expired).toEqual(['one', 'two']);
  expect(logged).toEqual([]);
});

it('goes on after a failure, and throws in the end, so that Lambda counts an error', async () => {
  await expect(run(['broken', 'two', 'broken'])).rejects.toThrow(
    '2 images could not be expired; the errors are logged above',
  );
  expect(expired).toEqual(['two']);
  expect(logged).toEqual(['image not expired', 'image not expired']);
});

it('leaves the rest to the next run when its time is nearly over', async () => {
  await run(['one', 'two', 'three'], () => 30_000 - 15_000 * expired.length);
  expect(expired).toEqual(['one', 'two']);
  expect(logged).toEqual(['time is over; the next run continues']);
});
