/**
 * Maps items concurrently and yields the results in the order of the items. After a failure no further item
 * starts; the failure is thrown in its place in the order, once the items in progress have settled.
 */
export async function* inOrder<T, R>(
  items: readonly T[],
  concurrency: number,
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
  const workers = Promise.all(Array.from({ length: concurrency }, worker));
  try {
    for (const { promise } of jobs) yield await promise;
  } finally {
    stopped = true;
    await workers;
  }
}
