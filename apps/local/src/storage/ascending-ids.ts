import type { Clock, NewId } from '@thumbing/pipeline';
import { v7 } from 'uuid';

/**
 * Makes UUIDv7, each greater than the one before and than `newest`, wherever the clock steps: the newest
 * image is the one with the greatest id.
 */
export function ascendingIds(clock: Pick<Clock, 'now'>, newest = ''): NewId {
  let last = newest;
  return () => {
    const id = v7({ msecs: clock.now().getTime() });
    last = id > last ? id : v7({ msecs: millisecondsOf(last) + 1 });
    return last;
  };
}

/** Time of a UUIDv7: its first 48 bits. https://www.rfc-editor.org/rfc/rfc9562#section-5.7 */
export const millisecondsOf = (id: string): number =>
  Number.parseInt(id.replace('-', '').slice(0, 12), 16);
