/** Work that goes on while a response is sent, and after it. */
export interface BackgroundWork {
  /** Takes note of work, which must not reject. */
  readonly add: (work: Promise<void>) => void;
  /** Resolves once nothing is left. Lambda freezes a process whose handler has returned. */
  readonly done: () => Promise<void>;
}

export function backgroundWork(): BackgroundWork {
  const running = new Set<Promise<void>>();
  return {
    add: (work) => {
      running.add(work);
      void work.then(() => running.delete(work));
    },
    done: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
