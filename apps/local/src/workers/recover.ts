import type { OriginalKey } from '@thumbing/config';
import { isDeleted, type Inbox } from '@thumbing/pipeline';
import type { SqliteQueue } from '../queues/sqlite-queue.ts';
import type { DiskOriginals } from '../storage/disk-originals.ts';
import type { Reserve } from '../storage/reserve.ts';
import type { SqliteImageRecords } from '../storage/sqlite-image-records.ts';
import { forEachCatching } from '../util/for-each-catching.ts';

export interface RecoverDeps {
  readonly records: Pick<SqliteImageRecords, 'pending' | 'get'>;
  readonly originals: Pick<DiskOriginals, 'storedAt'>;
  readonly inbox: Inbox & Pick<SqliteQueue<OriginalKey>, 'all'>;
  readonly reserve: Pick<Reserve, 'lend'>;
  readonly onError: (error: unknown, image: OriginalKey) => void;
}

/** Sends stored originals to the inbox that a process did not send before it died. */
export async function recover(deps: RecoverDeps): Promise<void> {
  const { records, originals, inbox, reserve, onError } = deps;
  const sent = new Set(inbox.all().map(({ id }) => id));
  const sendIfStored = async (key: OriginalKey): Promise<void> => {
    if (sent.has(key.id) || !(await originals.storedAt(key))) return;
    const record = await records.get(key.id);
    if (record && !isDeleted(record)) {
      await reserve.lend(() => inbox.send(key, { group: record.owner }));
    }
  };
  await forEachCatching(records.pending(), sendIfStored, onError);
}
