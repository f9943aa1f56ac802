import type { Clock } from '@thumbing/pipeline';
import type { SteadyClock } from '../storage/steady-clock.ts';
import type { Log } from '../util/log.ts';

export interface SaveTimeDeps {
  readonly steady: Pick<SteadyClock, 'save'>;
  readonly clock: Pick<Clock, 'sleep'>;
}

/** Milliseconds by which a start after `kill -9` may take the time for earlier than it was. */
const INTERVAL = 60 * 1_000;

/** Stores the time for the next start, until the signal aborts. */
export async function saveTimeRegularly(
  deps: SaveTimeDeps,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    saveTime(deps, log);
    await deps.clock.sleep(INTERVAL, signal);
  }
}

/** Stores the time for the next start. A failure, for example of a full disk, is only reported. */
export function saveTime({ steady }: Pick<SaveTimeDeps, 'steady'>, log: Log): void {
  try {
    steady.save();
  } catch (error) {
    log('the time could not be stored', error);
  }
}
