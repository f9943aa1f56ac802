/**
 * Runs tasks a few ahead of whoever reads the results, and yields the results in order. Tasks are taken
 * only as they are started. When the reader stops or a task fails, no further task starts, and what had
 * started has ended before the generator does; `end` does the rest.
 */
export async function* readAhead<T>(
  tasks: Iterable<() => Promise<T>>,
  ahead: number,
  end: () => Promise<void>,
): AsyncGenerator<T, void, void> {
  const running: Promise<T>[] = [];
  try {
    for (const task of tasks) {
      const result = task();
      // Its failure is thrown when its turn comes; until then it is not unhandled.
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
  if (!first) throw new RangeError('nothing is running');
  return first;
}
