import type { AddressKey } from '@thumbing/adapters';
import type { Clock } from '@thumbing/pipeline';

export interface RereadKeysOptions {
  /** Keys as they were read at the start. */
  readonly keys: readonly AddressKey[];
  /** Reads the file of the keys again. */
  readonly read: () => Promise<readonly AddressKey[]>;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Gets an error of reading it. The keys that were read last stay valid. */
  readonly onError: (error: unknown) => void;
}

/** Milliseconds for which keys are used before their file is read again. */
const FRESH = 1_000;

/** The keys that sign addresses, which may be replaced while the server runs. */
export function rereadKeys({
  keys,
  read,
  clock,
  onError,
}: RereadKeysOptions): () => Promise<readonly AddressKey[]> {
  let current = keys;
  let readAt = clock.monotonic();
  return async () => {
    if (clock.monotonic() - readAt < FRESH) return current;
    readAt = clock.monotonic();
    try {
      current = await read();
    } catch (error) {
      onError(error);
    }
    return current;
  };
}
