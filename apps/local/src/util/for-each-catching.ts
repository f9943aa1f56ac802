/** Processes items in order. Reports a failing item, and continues with the next. */
export async function forEachCatching<Item>(
  items: readonly Item[],
  process: (item: Item) => Promise<void>,
  onError: (error: unknown, item: Item) => void,
): Promise<void> {
  for (const item of items) {
    try {
      await process(item);
    } catch (error) {
      onError(error, item);
    }
  }
}
