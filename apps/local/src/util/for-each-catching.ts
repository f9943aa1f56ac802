import { setImmediate } from 'node:timers/promises';

/**
 * Processes the items of slices in order, and lets the event loop turn after each slice: requests are answered
 * in between. Reports a failing item, and continues with the next.
 */
export async function forEachCatching<Item>(
  slices: Iterable<readonly Item[]> | AsyncIterable<readonly Item[]>,
  process: (item: Item) => Promise<void>,
  onError: (error: unknown, item: Item) => void,
): Promise<void> {
  for await (const items of slices) {
    for (const item of items) {
      try {
        await process(item);
      } catch (error) {
        onError(error, item);
      }
    }
    await setImmediate();
  }
}
