import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something to become true, or to be there, and answers it. A test's own limit ends the wait. */
export async function waitUntil<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await sleep(20);
  }
}
