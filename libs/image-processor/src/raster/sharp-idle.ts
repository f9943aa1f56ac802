import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';

/** Milliseconds. */
const INTERVAL = 20;

/**
 * Waits until no operation of sharp runs in this process. An operation cannot be interrupted, so those of a render that
 * was given up would be charged to the next one. Throws the signal's reason.
 */
export async function whenIdle(signal?: AbortSignal): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    const { queue, process } = sharp.counters();
    if (queue + process === 0) return;
    await wait(INTERVAL);
  }
}
