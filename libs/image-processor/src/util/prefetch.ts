/**
 * Runs tasks ahead of the reader, at most `ahead` of them, and yields their results in order. A task is taken from
 * the iterable only when it starts. When the reader stops or a task fails, no further task starts, the started ones
 * finish, and then `end` runs.
 */
export async function* prefetch<T>(
  tasks: Iterable<() => Promise<T>>,
  ahead: number,
  end: () => Promise<void>,
): AsyncGenerator<T, void, void> {
  const running: Promise<T>[] = [];
  try {
    for (const task of tasks) {
      const result = task();
      // The failure is thrown in its turn; until then it is not an unhandled rejection.
      result.catch(() => undefined);
      running.push(result);
      if (running.length > ahead) yield await next(running);
    }
    while (running.length > 0) yield await next(running);
  } finally {
    await Promise.allSettled(running);
    await end();
  }
}

function next<T>(running: Promise<T>[]): Promise<T> {
  const [first] = running.splice(0, 1);
  if (!first) throw new RangeError('no task is running');
  return first;
}
