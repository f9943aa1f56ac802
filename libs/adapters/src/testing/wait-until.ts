import { setTimeout as sleep } from 'node:timers/promises';

/** Far longer than anything takes, and shorter than a test may. */
const LIMIT = 40_000;

/** Waits for something to become true, or to be there, and answers it. Throws when that takes too long. */
export async function waitUntil<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const deadline = Date.now() + LIMIT;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await sleep(20);
  }
  throw new Error(`waited in vain for ${look.toString()}`);
}
