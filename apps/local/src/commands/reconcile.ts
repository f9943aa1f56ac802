import { systemClock } from '@thumbing/adapters';
import type { Reconciliation, ReconcileOptions } from '@thumbing/pipeline';
import { inboxOf } from '../queues/inbox-of.ts';
import { dataPaths } from '../storage/data-paths.ts';
import { connectDatabase } from '../storage/database.ts';
import { diskOriginals } from '../storage/disk-originals.ts';
import { storedRenditions } from '../storage/disk-renditions.ts';
import { inventoryOf } from '../storage/inventory.ts';
import { sqliteImageRecords } from '../storage/sqlite-image-records.ts';
import { steadyClock } from '../storage/steady-clock.ts';
import type { Log } from '../util/log.ts';
import { reconcileAll } from '../workers/reconcile-all.ts';

export interface ReconcileDirectoryOptions extends ReconcileOptions {
  readonly dataDir: string;
  readonly log: Log;
}

/** Reconciles a data directory, which a server may use meanwhile: it repairs what is found, as it does after its next start. */
export async function reconcileDirectory({
  dataDir,
  log,
  ...options
}: ReconcileDirectoryOptions): Promise<Reconciliation> {
  const paths = dataPaths(dataDir);
  const database = connectDatabase(paths.database, { readOnly: false });
  try {
    const steady = steadyClock({ database, clock: systemClock });
    const deps = {
      records: sqliteImageRecords(database, log),
      originals: diskOriginals(paths.originals),
      renditions: storedRenditions(paths.renditions),
      inventory: inventoryOf({
        database,
        originalsFolder: paths.originals,
        renditionsFolder: paths.renditions,
      }),
      inbox: inboxOf(database),
      clock: systemClock,
      isClockTrusted: () => !steady.leap(),
      onError: (error: unknown, id: string) => log(`image ${id} could not be compared`, error),
    };
    if (steady.leap()) log('the clock is far ahead of the last time seen: nothing counts as old');
    return await reconcileAll(deps, options);
  } finally {
    database.close();
  }
}
