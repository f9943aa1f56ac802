import type { ErrorCode, OriginalKey } from '@thumbing/config';
import { isSettled } from '../domain/image-record.ts';
import type { Clock, ImageRecords } from '../domain/ports.ts';
import { updateRecord } from '../domain/update-record.ts';
import { followRecord, type FollowRecordDeps } from '../lifecycle/follow-record.ts';

/** Ports of `markFailed`. */
export interface MarkFailedDeps extends FollowRecordDeps {
  /** Settles the record, or removes that of a deleted image. */
  readonly records: ImageRecords;
  /** Gives the time of the failure. */
  readonly clock: Pick<Clock, 'now'>;
}

/** Settles an image as failed after the last attempt to process it, and publishes that. */
export const markFailed =
  (deps: MarkFailedDeps) =>
  async (key: OriginalKey): Promise<void> => {
    const image = await updateRecord(deps.records, key.id, (record) =>
      record.deletedAt || isSettled(record)
        ? undefined
        : {
            ...record,
            status: 'failed',
            error: {
              code: 'processing-failed' satisfies ErrorCode,
              detail: 'the image could not be processed because of a server error; upload it again',
            },
            settledAt: deps.clock.now().toISOString(),
          },
    );
    return followRecord(deps, key, image);
  };
