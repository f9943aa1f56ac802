import type { OriginalKey } from '@thumbing/config';
import type { Originals, Renditions } from '../domain/ports.ts';

export interface DiscardDeps {
  readonly originals: Pick<Originals, 'remove'>;
  readonly renditions: Pick<Renditions, 'removeAll'>;
}

/**
 * Removes every file of an image that is gone. Whoever may have written one after it was deleted, or
 * finds an original that came too late, does this last: nobody else will know of the file.
 */
export async function discard(
  { originals, renditions }: DiscardDeps,
  key: OriginalKey,
): Promise<void> {
  await renditions.removeAll(key);
  await originals.remove(key);
}
