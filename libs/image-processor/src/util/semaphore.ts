/** Units of something scarce, such as bytes, which are handed out in turn. */
export interface Semaphore {
  /**
   * Waits for so many units, and returns the function that gives them back, once. First come, first served: none
   * overtakes one that waits for more, so that nobody waits forever. More than there are at all is everything: it waits
   * until nobody else has any. Throws the signal's reason when it aborts meanwhile.
   */
  readonly acquire: (units: number, signal?: AbortSignal) => Promise<() => void>;
}

interface Waiting {
  readonly units: number;
  readonly grant: () => void;
}

export function semaphore(capacity: number): Semaphore {
  let free = capacity;
  const queue: Waiting[] = [];
  const serve = (): void => {
    for (let first = queue[0]; first && first.units <= free; first = queue[0]) {
      queue.shift();
      free -= first.units;
      first.grant();
    }
  };
  return {
    acquire: async (asked, signal) => {
      signal?.throwIfAborted();
      const units = Math.min(asked, capacity);
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      const waiting = { units, grant: () => resolve(undefined) };
      const leave = () => {
        const place = queue.indexOf(waiting);
        // Granted in the same tick.
        if (place === -1) return;
        queue.splice(place, 1);
        reject(signal?.reason);
        serve();
      };
      queue.push(waiting);
      signal?.addEventListener('abort', leave);
      serve();
      try {
        await promise;
      } finally {
        signal?.removeEventListener('abort', leave);
      }
      return once(() => {
        free += units;
        serve();
      });
    },
  };
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}
