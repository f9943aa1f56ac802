import { setTimeout as sleep } from 'node:timers/promises';

/** Far longer than anything takes, and shorter than a test may. */
const LIMIT = 40_000;

/** Waits for something to become true, or to be there, and answers it. Throws when that takes too long. */
export async function waitUntil<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  for (const deadline = Date.now() + LIMIT; Date.now() < deadline; await sleep(20)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`waited in vain for ${look.toString()}`);
}
