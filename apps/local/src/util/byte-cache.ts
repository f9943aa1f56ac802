/** Values by key, of limited size in all: the ones that were not used for longest make room for new ones. */
export interface ByteCache<V> {
  /** The value, which counts as used. */
  get(key: string): V | undefined;
  /** Keeps a value of so many bytes, unless it is larger than the whole cache. */
  set(key: string, value: V, bytes: number): void;
  /** Drops the values of all keys that begin so. */
  drop(prefix: string): void;
}

/** Bytes that every value counts for at least, so that many small ones, with their keys, have a limit too. */
const LEAST = 4_096;

export function byteCache<V>(capacity: number): ByteCache<V> {
  /** In the order of their last use, since a `Map` keeps the order of insertion. */
  const entries = new Map<string, { readonly value: V; readonly bytes: number }>();
  let total = 0;
  const remove = (key: string): void => {
    total -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  return {
    get: (key) => {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set: (key, value, size) => {
      const bytes = Math.max(size, LEAST);
      remove(key);
      if (bytes > capacity) return;
      entries.set(key, { value, bytes });
      total += bytes;
      for (const oldest of entries.keys()) {
        if (total <= capacity) break;
        remove(oldest);
      }
    },
    drop: (prefix) => {
      for (const key of entries.keys()) if (key.startsWith(prefix)) remove(key);
    },
  };
}
