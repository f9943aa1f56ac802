import { failedImage, redriveImage, type ImageRecord, type Inbox } from '@thumbing/pipeline';
import type { OriginalKey } from '@thumbing/config';
import type { DiskOriginals } from '../storage/disk-originals.ts';
import type { SqliteImageRecords } from '../storage/sqlite-image-records.ts';
import { forEachCatching } from '../util/for-each-catching.ts';
import type { DeadLetter } from './dead-letter.ts';

export interface FailedImagesDeps {
  readonly records: Pick<SqliteImageRecords, 'get' | 'replace' | 'settledAs'>;
  readonly originals: Pick<DiskOriginals, 'exists'>;
  readonly inbox: Inbox;
  /** Called for each record that cannot be read: the others are listed. */
  readonly onError: (error: unknown) => void;
}

/** Images that failed, or took too long to render, and whose original is kept. */
export interface FailedImages {
  readonly all: () => Promise<readonly DeadLetter[]>;
  /** Has an image processed again. Returns the reason if it cannot be. Safe to repeat after any error. */
  readonly redrive: (id: string) => Promise<string | undefined>;
}

export const failedImages = ({
  records,
  originals,
  inbox,
  onError,
}: FailedImagesDeps): FailedImages => ({
  all: async () => {
    const letters: DeadLetter[] = [];
    const add = async (key: OriginalKey): Promise<void> => {
      const record = await records.get(key.id);
      const letter = record && letterOf(record);
      if (letter && (await originals.exists(key))) letters.push(letter);
    };
    for (const status of ['failed', 'rejected'] as const) {
      await forEachCatching(records.settledAs(status), add, onError);
    }
    return letters;
  },
  redrive: redriveImage({ records, originals, inbox }),
});

function letterOf(record: ImageRecord): DeadLetter | undefined {
  const failed = failedImage(record);
  if (!failed) return undefined;
  const { id, profile, owner, since, error } = failed;
  return { id, queue: 'inbox', since: new Date(since), error, image: { id, profile, owner } };
}
