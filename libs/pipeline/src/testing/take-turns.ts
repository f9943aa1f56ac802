/** Work that waits for its turn before each call of a port. */
export type Actor = (step: Step) => Promise<void>;
export type Step = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * Runs work at once, but one step at a time: `choose` says who takes the next step among so many.
 * The same choices give the same interleaving, however long anything takes.
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
  // Its failure is thrown in the end; until then it is not unhandled.
  void Promise.allSettled(running);

  while (waiting.length > 0) {
    const [go] = waiting.splice(choose(waiting.length), 1);
    step = Promise.withResolvers();
    go?.();
    await step.promise;
  }
  await Promise.all(running);
}
