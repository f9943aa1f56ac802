/** Concurrent work that waits for its turn before each call of a port. */
export type Actor = (step: Step) => Promise<void>;
export type Step = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * Runs actors concurrently, one step at a time: `choose` picks the next among the waiting ones. The same
 * choices give the same interleaving, however long each step takes.
 */
export async function takeTurns(
  actors: readonly Actor[],
  choose: (among: number) => number,
): Promise<void> {
  const waiting: (() => void)[] = [];
  let step: PromiseWithResolvers<void> = Promise.withResolvers();
  const turn = (): Promise<void> =>
    new Promise((go) => {
      waiting.push(go);
      step.resolve();
    });
  const running = actors.map(async (actor) => {
    try {
      await turn();
      await actor(async (call) => {
        await turn();
        return call();
      });
    } finally {
      step.resolve();
    }
  });
  // Failures are thrown at the end; this keeps them from counting as unhandled until then.
  void Promise.allSettled(running);

  while (waiting.length > 0) {
    const [go] = waiting.splice(choose(waiting.length), 1);
    step = Promise.withResolvers();
    go?.();
    await step.promise;
  }
  await Promise.all(running);
}
