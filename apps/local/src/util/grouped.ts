/**
 * Calls of an action of which one runs at a time. All that are made while it runs share the next run, so that each
 * call is answered by a run that began after it.
 */
export function grouped(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  const run = (): Promise<void> => {
    next = undefined;
    running = action();
    return running;
  };
  return () => (next ??= running.then(run, run));
}

/** Calls of an action on a key, grouped by key. A key that nobody waits for takes no memory. */
export function groupedByKey(
  action: (key: string) => Promise<void>,
): (key: string) => Promise<void> {
  const groups = new Map<string, { readonly run: () => Promise<void>; callers: number }>();
  return async (key) => {
    const group = groups.get(key) ?? { run: grouped(() => action(key)), callers: 0 };
    groups.set(key, group);
    group.callers += 1;
    try {
      await group.run();
    } finally {
      group.callers -= 1;
      if (group.callers === 0) groups.delete(key);
    }
  };
}
