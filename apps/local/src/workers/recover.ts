import type { OriginalKey } from '@thumbing/config';
import type { ImageRecord, Inbox } from '@thumbing/pipeline';
import type { SqliteQueue } from '../queues/sqlite-queue.ts';
import type { DiskOriginals } from '../storage/disk-originals.ts';
import type { SqliteImageRecords } from '../storage/sqlite-image-records.ts';
import { forEachCatching } from '../util/for-each-catching.ts';

export interface RecoverDeps {
  readonly records: Pick<SqliteImageRecords, 'unfinished'>;
  readonly originals: Pick<DiskOriginals, 'storedAt'>;
  readonly inbox: Inbox & Pick<SqliteQueue<OriginalKey>, 'all'>;
  readonly onError: (error: unknown, image: OriginalKey) => void;
}

/** Sends stored originals to the inbox that a process did not send before it died. */
export async function recover(deps: RecoverDeps): Promise<void> {
  const { records, originals, inbox, onError } = deps;
  const sent = new Set(inbox.all().map(({ id }) => id));
  const unsent = records.unfinished().filter(({ id, deletedAt }) => !deletedAt && !sent.has(id));
  const sendIfStored = async ({ profile, id, owner }: ImageRecord): Promise<void> => {
    const key = { profile, id };
    if (await originals.storedAt(key)) await inbox.send(key, { group: owner });
  };
  await forEachCatching(unsent, sendIfStored, onError);
}
