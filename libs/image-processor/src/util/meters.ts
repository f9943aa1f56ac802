import type { Timers } from './timers.ts';

/** Starts something, and returns the function that ends it. */
type Start = () => () => void;

/** Starts with the first of simultaneous waits, and ends with the last. */
export function whileAnyWaits(start: Start): Start {
  let waits = 0;
  let end: () => void = () => undefined;
  return () => {
    if (waits === 0) end = start();
    waits += 1;
    return () => {
      waits -= 1;
      if (waits === 0) end();
    };
  };
}

/** Calls `spent` once its runs have taken that many milliseconds. */
export function stopwatch(milliseconds: number, spent: () => void, { now, after }: Timers): Start {
  let left = milliseconds;
  return () => {
    const started = now();
    const cancel = after(left, spent);
    return () => {
      cancel();
      left -= now() - started;
    };
  };
}

/** Milliseconds between two looks at the CPU time. */
const CPU_INTERVAL = 100;

/** Calls `spent` during a run, once the process has taken more CPU since this call. */
export function cpuWatch(
  seconds: number | undefined,
  spent: (seconds: number) => void,
  { cpu, after }: Timers,
): Start {
  if (seconds === undefined) return () => () => undefined;
  const most = cpu() + seconds * 1_000;
  return () => {
    const look = (): void => {
      if (cpu() > most) spent(seconds);
      else cancel = after(CPU_INTERVAL, look);
    };
    let cancel = after(CPU_INTERVAL, look);
    return () => cancel();
  };
}
