import type { Clock, RecordChanges } from './ports.ts';

/** Milliseconds: too short to be noticed, and a waiting client costs only four reads a second. */
const POLL_INTERVAL = 250;

/** Changes of records that other processes make: the caller reads the record again four times a second. */
export const polledChanges = ({ sleep }: Pick<Clock, 'sleep'>): RecordChanges => ({
  since: (_, milliseconds, signal) => sleep(Math.min(milliseconds, POLL_INTERVAL), signal),
});
