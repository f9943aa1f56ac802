import type { OriginalKey } from '@thumbing/config';
import { change } from '../domain/update-record.ts';
import { followUp, type FollowUpDeps } from '../lifecycle/reconcile.ts';
import { isSettled } from '../domain/image-record.ts';
import type { Clock, ImageRecords } from '../domain/ports.ts';

export interface GiveUpDeps extends FollowUpDeps {
  readonly records: ImageRecords;
  readonly clock: Pick<Clock, 'now'>;
}

/** After the last try: the image has failed, by no fault of its uploader, and the world is told. */
export const giveUp =
  (deps: GiveUpDeps) =>
  async (key: OriginalKey): Promise<void> => {
    const image = await change(deps.records, key.id, (record) =>
      record.deletedAt || isSettled(record)
        ? undefined
        : {
            ...record,
            status: 'failed',
            error: {
              code: 'processing-failed',
              detail: 'the image could not be processed, by no fault of its own; upload it again',
            },
            settledAt: deps.clock.now().toISOString(),
          },
    );
    return followUp(deps, key, image);
  };
