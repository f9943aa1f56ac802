/** Tells if a run overlaps with another one of the same key, or has done so. */
export type Overlapped = () => boolean;

/** Runs work, which can ask whether other work of its key was running at any moment since it began. */
export function overlaps() {
  const running = new Map<string, Set<{ overlapped: boolean }>>();
  return async <T>(key: string, work: (overlapped: Overlapped) => Promise<T>): Promise<T> => {
    const runs = running.get(key) ?? new Set();
    const self = { overlapped: runs.size > 0 };
    for (const other of runs) other.overlapped = true;
    running.set(key, runs.add(self));
    try {
      return await work(() => self.overlapped);
    } finally {
      runs.delete(self);
      if (runs.size === 0) running.delete(key);
    }
  };
}
