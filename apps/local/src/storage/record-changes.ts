import { EventEmitter, once } from 'node:events';
import type { DatabaseSync } from 'node:sqlite';
import type { RecordChanges } from '@thumbing/pipeline';
import { hasCode } from '../util/has-code.ts';

export interface AnnouncedChanges extends RecordChanges {
  /** Ends the waits for a record that has changed. */
  announce(id: string): void;
}

/** Changes of records, announced by the one process that uses the database: nobody who waits reads it meanwhile. */
export function recordChanges(database: DatabaseSync): AnnouncedChanges {
  const stored = database.prepare('SELECT version FROM images WHERE id = ?');
  const changed = new EventEmitter().setMaxListeners(0);
  return {
    announce: (id) => void changed.emit(id),
    since: async ({ id, version }, milliseconds, signal) => {
      // Nothing can change between this read and the listener.
      if (stored.get(id)?.['version'] !== version || signal?.aborted) return;
      const end = AbortSignal.timeout(Math.ceil(milliseconds));
      await once(changed, id, { signal: signal ? AbortSignal.any([signal, end]) : end }).catch(
        ignoreAbort,
      );
    },
  };
}

function ignoreAbort(error: unknown): void {
  if (!hasCode(error, 'ABORT_ERR')) throw error;
}
