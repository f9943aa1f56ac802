import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '@thumbing/pipeline';

/**
 * Time of a data directory, which follows the wall clock across restarts but never goes back: a message that
 * is due in a minute is due in a minute, wherever the wall clock steps.
 */
export interface SteadyClock extends Pick<Clock, 'monotonic'> {
  /** Whole milliseconds since 1970, unless the wall clock was ahead for a while. */
  readonly now: () => number;
  /**
   * The step of the wall clock to a time far later than any that was seen. As long as there is one, nothing
   * may be removed because it is old.
   */
  readonly leap: () => Leap | undefined;
  /** Stores the time, for the next start. */
  readonly save: () => void;
}

/** Times before and after a leap of the wall clock. */
export interface Leap {
  readonly seen: Date;
  readonly now: Date;
}

export interface SteadyClockOptions {
  readonly database: DatabaseSync;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  /** Follows the wall clock at the start, however far ahead it is. @default false */
  readonly acceptClock?: boolean | undefined;
}

/** Milliseconds by which the wall clock may be ahead: a machine may have been off for so long. */
const LARGEST_STEP = 30 * 24 * 60 * 60 * 1_000;

/** Continues the time that was stored last. */
export function steadyClock({ database, clock, acceptClock }: SteadyClockOptions): SteadyClock {
  const select = database.prepare('SELECT seen FROM clock');
  const store = database.prepare('INSERT OR REPLACE INTO clock (id, seen) VALUES (1, ?)');
  const wall = (): number => clock.now().getTime();
  const from = (time: number) => {
    const start = clock.monotonic();
    return (): number => Math.floor(time + clock.monotonic() - start);
  };

  const stored = select.get()?.['seen'];
  /** Latest time that the wall clock has shown, except for leaps, and the time that has passed since. */
  let seen = from(acceptClock || stored === undefined ? wall() : Number(stored));
  const leap = (): Leap | undefined =>
    wall() - seen() > LARGEST_STEP ? { seen: new Date(seen()), now: new Date(wall()) } : undefined;
  const readClock = (): void => {
    if (wall() > seen() && !leap()) seen = from(wall());
  };
  const save = (): void => {
    readClock();
    store.run(seen());
  };
  readClock();
  return { now: from(seen()), monotonic: () => clock.monotonic(), leap, save };
}
