/** The concurrency of `render`, so that no renderer is faster only because it runs more at once. */
const CONCURRENCY = 3;

/** Runs tasks with bounded concurrency, and returns their results in order. */
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
