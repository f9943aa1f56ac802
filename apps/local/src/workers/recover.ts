import type { OriginalKey } from '@thumbing/config';
import type { Inbox } from '@thumbing/pipeline';
import type { DiskOriginals } from '../storage/disk-originals.ts';
import type { SqliteImageRecords } from '../storage/sqlite-image-records.ts';
import type { SqliteQueue } from '../queues/sqlite-queue.ts';
import { oneByOne } from '../util/for-each-catching.ts';

export interface RecoverDeps {
  readonly records: Pick<SqliteImageRecords, 'unfinished'>;
  readonly originals: Pick<DiskOriginals, 'since'>;
  readonly inbox: Inbox & Pick<SqliteQueue<OriginalKey>, 'all'>;
  readonly onError: (error: unknown, image: OriginalKey) => void;
}

/** Takes up what a process that died has left: originals that arrived unannounced go into the inbox. */
export async function recover(deps: RecoverDeps): Promise<void> {
  const { records, originals, inbox, onError } = deps;
  const announced = new Set(inbox.all().map(({ id }) => id));
  const unannounced = records
    .unfinished()
    .filter(({ id, deletedAt }) => !deletedAt && !announced.has(id));
  const announce = async ({ profile, id }: OriginalKey): Promise<void> => {
    if (await originals.since({ profile, id })) await inbox.send({ profile, id });
  };
  await oneByOne(unannounced, announce, onError);
}
