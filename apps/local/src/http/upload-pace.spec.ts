import { waitUntil } from '@thumbing/adapters/testing';
import { steppedClock } from '../testing/stepped-clock.ts';
import { requirePace } from './upload-pace.ts';

it('does not blame the client while the disk is slow', async () => {
  const clock = steppedClock();
  const body = async function* () {
    yield Buffer.from('one');
    yield Buffer.from('two');
  };
  const expiresAt = new Date(clock.now().getTime() + 300_000);
  const chunks = requirePace({ expiresAt }, body(), clock);
  expect(String((await chunks.next()).value)).toBe('one');
  for (let n = 1; n <= 10; n += 1) {
    clock.step(30_000);
    await waitUntil(() => clock.sleeping() === 1);
  }
  expect(String((await chunks.next()).value)).toBe('two');
  expect((await chunks.next()).done).toBe(true);
  expect(clock.sleeping()).toBe(0);
});
