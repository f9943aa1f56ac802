import {
  isReopenable,
  isSettled,
  reopenImage,
  type ImageRecord,
  type Inbox,
} from '@thumbing/pipeline';
import type { OriginalKey } from '@thumbing/config';
import type { DiskOriginals } from '../storage/disk-originals.ts';
import type { SqliteImageRecords } from '../storage/sqlite-image-records.ts';
import { forEachCatching } from '../util/for-each-catching.ts';
import { unknownLetter, type DeadLetter } from './dead-letter.ts';

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
  redrive: async (id) => {
    const record = await reopenImage({ records, originals })(id);
    if (!record || record.deletedAt) return unknownLetter(id);
    if (isReopenable(record)) return `the original of image ${id} is gone: have it uploaded again`;
    if (isSettled(record)) {
      return `image ${id} is ${record.status}: only images that failed, or took too long, are processed again`;
    }
    if (!(await originals.exists(record))) return `image ${id} waits for its original`;
    await inbox.send({ profile: record.profile, id }, { group: record.owner });
    return undefined;
  },
});

function letterOf(record: ImageRecord): DeadLetter | undefined {
  const { id, profile, owner, error, settledAt } = record;
  if (!isReopenable(record) || settledAt === undefined) return undefined;
  return {
    id,
    queue: 'inbox',
    since: new Date(settledAt),
    error: error ? `${error.code}: ${error.detail}` : 'unknown',
    image: { id, profile, owner },
  };
}
