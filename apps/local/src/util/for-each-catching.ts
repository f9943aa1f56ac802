/** Does the work for each item in turn. One that fails is told of, and keeps nothing from the others. */
export async function oneByOne<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  onError: (error: unknown, item: Item) => void,
): Promise<void> {
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      onError(error, item);
    }
  }
}
