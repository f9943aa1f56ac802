import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds: far longer than anything takes, and shorter than the timeout of a test. */
const LIMIT = 40_000;

/**
 * Polls until the result is neither `undefined` nor `false`, and returns it. Throws after 40 s. A number is none: 0 would
 * end the wait as 1 does.
 */
export async function waitUntil<T extends object | string | true>(
  poll: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const deadline = performance.now() + LIMIT;
  while (performance.now() < deadline) {
    const found = await poll();
    if (found !== undefined && found !== false) return found;
    await sleep(20);
  }
  throw new Error(`timed out waiting for ${poll.toString()}`);
}
