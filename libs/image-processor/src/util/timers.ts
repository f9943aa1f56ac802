/** Time and timers, in milliseconds; a test hands in its own. */
export interface Timers {
  readonly now: () => number;
  /** CPU time of this process. */
  readonly cpu: () => number;
  /** Runs `due` after the delay, unless the returned function is called before. */
  readonly after: (delay: number, due: () => void) => () => void;
}

export const SYSTEM_TIMERS: Timers = {
  now: () => performance.now(),
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
  after: (delay, due) => {
    const timer = setTimeout(due, delay);
    return () => clearTimeout(timer);
  },
};
