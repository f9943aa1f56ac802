/**
 * Works on several items at once and yields the results in the order of the items. The first failure
 * starts nothing more and is thrown in its turn, once what had started has ended.
 */
export async function* inOrder<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, void> {
  const jobs = items.map((item) => ({ item, ...Promise.withResolvers<R>() }));
  const waiting = jobs.values();
  let stopped = false;
  const worker = async (): Promise<void> => {
    for (const { item, promise, resolve } of waiting) {
      resolve(work(item));
      await promise.catch(() => (stopped = true));
      if (stopped) return;
    }
  };
  const workers = Promise.all(Array.from({ length: atOnce }, worker));
  try {
    for (const { promise } of jobs) yield await promise;
  } finally {
    stopped = true;
    await workers;
  }
}
