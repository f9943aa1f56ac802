/** As many as `render` has running at once, so that none is faster only because it does more side by side. */
const CONCURRENCY = 3;

/** Does all of it, a few at once, and gives the results in order. */
export async function runConcurrently<T>(
  tasks: readonly (() => Promise<T>)[],
  concurrency = CONCURRENCY,
): Promise<T[]> {
  const results: Promise<T>[] = [];
  const left = tasks.values();
  const workers = Array.from({ length: concurrency }, async () => {
    for (const task of left) {
      const result = task();
      results.push(result);
      await result;
    }
  });
  await Promise.all(workers);
  return Promise.all(results);
}
