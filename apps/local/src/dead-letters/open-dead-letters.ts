import { join } from 'node:path';
import { inboxOf } from '../queues/inbox-of.ts';
import { connectDatabase } from '../storage/database.ts';
import { diskOriginals } from '../storage/disk-originals.ts';
import { sqliteImageRecords } from '../storage/sqlite-image-records.ts';
import type { Log } from '../util/log.ts';
import { unknownLetter, type DeadLetter } from './dead-letter.ts';
import { deadMessages } from './dead-messages.ts';
import { failedImages } from './failed-images.ts';

export interface DeadLetters {
  /** The oldest first. */
  readonly all: () => Promise<readonly DeadLetter[]>;
  /** Has a dead letter processed or delivered again. Returns the reason if it cannot be. */
  readonly redrive: (id: string) => Promise<string | undefined>;
  readonly close: () => void;
}

/** Opens the dead letters of a data directory, which a server may use meanwhile: it finds what is redriven. */
export function openDeadLetters(dataDir: string, log: Log): DeadLetters {
  const database = connectDatabase(join(dataDir, 'thumbing.db'), { readOnly: false });
  const messages = deadMessages(database);
  const images = failedImages({
    records: sqliteImageRecords(database, log),
    originals: diskOriginals(join(dataDir, 'originals')),
    inbox: inboxOf(database),
    onError: (error) => log('an image is left out', error),
  });
  return {
    all: async () =>
      [...(await images.all()), ...messages.all()].sort(
        (a, b) => Number(a.since) - Number(b.since),
      ),
    redrive: async (id) => {
      if (!/^\d+$/.test(id)) return images.redrive(id);
      return messages.redrive(id) ? undefined : unknownLetter(id);
    },
    close: () => database.close(),
  };
}
