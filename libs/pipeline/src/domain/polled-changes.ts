import type { ImageRecord } from './image-record.ts';
import type { Clock } from './ports.ts';

/** Notices changes of records. */
export interface RecordChanges {
  /** Resolves once the stored record is another version, or after this time, or when the signal aborts; perhaps earlier. */
  since(record: ImageRecord, milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Milliseconds: too short to be noticed, and a waiting client costs only four reads a second. */
const POLL_INTERVAL = 250;

/** Changes of records that other processes make: the caller reads the record again four times a second. */
export const polledChanges = ({ sleep }: Pick<Clock, 'sleep'>): RecordChanges => ({
  since: (_, milliseconds, signal) => sleep(Math.min(milliseconds, POLL_INTERVAL), signal),
});
