import { EventEmitter } from 'node:events';
import type { DatabaseSync } from 'node:sqlite';
import type { RecordChanges } from '@thumbing/pipeline';
import { untilEvent } from '../util/until-event.ts';

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
      await untilEvent(changed, id, milliseconds, signal);
    },
  };
}
