import type { DatabaseSync } from 'node:sqlite';
import type { Config } from '@thumbing/config';
import type { Clock } from '@thumbing/pipeline';

/**
 * Time of a data directory, which follows the wall clock across restarts but never goes back: a message that
 * is due in a minute is due in a minute, wherever the wall clock steps.
 */
export interface SteadyClock extends Pick<Clock, 'monotonic'> {
  /** Whole milliseconds since 1970, unless the wall clock was ahead for a while. */
  readonly now: () => number;
  /**
   * The step of the wall clock to a time far later than the last one that was trusted. As long as there is one,
   * nothing may be removed because it is old.
   */
  readonly leap: () => Leap | undefined;
  /** Stores the time, for the next start. */
  readonly save: () => void;
}

/** Times before and after a leap of the wall clock, or steps that make one together. */
export interface Leap {
  readonly trusted: Date;
  readonly now: Date;
}

export interface SteadyClockOptions {
  readonly database: DatabaseSync;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  /** Follows the wall clock at the start, however far ahead it is. @default false */
  readonly acceptClock?: boolean | undefined;
  /** Milliseconds by which the wall clock may be ahead, as `largestStep` returns them. @default 30 days */
  readonly largestStep?: number | undefined;
}

const MINUTE = 60 * 1_000;
const HOUR = 60 * MINUTE;

/** Milliseconds by which the wall clock may be ahead at most: a machine may have been off for so long. */
const LARGEST_STEP = 30 * 24 * HOUR;

/**
 * Milliseconds by which the wall clock may be ahead where originals are kept for so many seconds: half of that at most,
 * so that a step makes no original look too old that was kept for less than the other half. Only originals count, since
 * they may be the only copies of pictures. Nothing is lost with the record of an image that never arrived: if its
 * retention counted, a day by default, a server that is off at weekends would need `--accept-clock` every Monday.
 */
export const largestStep = ({ originals = Infinity }: Pick<Config['retention'], 'originals'>) =>
  Math.min(LARGEST_STEP, (originals * 1_000) / 2);

/**
 * Continues the time that was stored last. A step ahead is followed at once, for the machine may have been off, but is
 * trusted only when the process has run for an hour since without another. Until then, steps add up, also across
 * restarts: a clock that runs ahead from start to start is a leap as soon as the sum is one. Steps that are further
 * apart cannot be told from a machine that was off, and may be as large as `largestStep` each. A machine that is off
 * for longer, or never runs for an hour, is taken for a leap: that removes too little, never too much.
 */
export function steadyClock(options: SteadyClockOptions): SteadyClock {
  const { database, clock, acceptClock, largestStep = LARGEST_STEP } = options;
  const select = database.prepare('SELECT seen, coalesce(trusted, seen) AS trusted FROM clock');
  const store = database.prepare(
    'INSERT OR REPLACE INTO clock (id, seen, trusted) VALUES (1, ?, ?)',
  );
  const wall = (): number => clock.now().getTime();
  const from = (time: number) => {
    const start = clock.monotonic();
    return (): number => Math.floor(time + clock.monotonic() - start);
  };

  const stored = acceptClock ? undefined : select.get();
  /** Latest time that the wall clock has shown, except for leaps, and the time that has passed since. */
  let seen = from(Number(stored?.['seen'] ?? wall()));
  /** The same without steps that no hour of running has followed. */
  let trusted = from(Number(stored?.['trusted'] ?? wall()));
  let lastStep = clock.monotonic();
  const leap = (): Leap | undefined =>
    wall() - trusted() > largestStep
      ? { trusted: new Date(trusted()), now: new Date(wall()) }
      : undefined;
  const readClock = (): void => {
    const step = wall() - seen();
    if (step <= 0 || leap()) return;
    // Smaller ones are corrections of a clock that is right.
    if (step > MINUTE) lastStep = clock.monotonic();
    seen = from(wall());
  };
  const save = (): void => {
    readClock();
    if (clock.monotonic() - lastStep >= HOUR && !leap()) {
      trusted = from(Math.max(trusted(), wall()));
    }
    store.run(seen(), trusted());
  };
  readClock();
  return { now: from(seen()), monotonic: () => clock.monotonic(), leap, save };
}
