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
