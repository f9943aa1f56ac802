import type { Timers } from '../timers.ts';

/** Timers whose clock and CPU time a test advances. */
export function manualTimers() {
  let time = 0;
  let used = 0;
  const timers = new Map<() => void, number>();
  return {
    now: () => time,
    cpu: () => used,
    after: (delay, due) => {
      timers.set(due, time + delay);
      return () => timers.delete(due);
    },
    pass: (milliseconds: number) => {
      time += milliseconds;
      for (const [due, at] of timers) {
        if (at > time) continue;
        timers.delete(due);
        due();
      }
    },
    use: (milliseconds: number) => {
      used += milliseconds;
    },
    pending: () => timers.size,
  } satisfies Timers & Record<'pass' | 'use' | 'pending', unknown>;
}
