import { announce, type AnnounceDeps } from './publish-event.ts';
import type { SettledRecord } from '../domain/image-record.ts';
import type { Originals, Renditions } from '../domain/ports.ts';

export interface ConcludeDeps extends AnnounceDeps {
  readonly originals: Pick<Originals, 'remove'>;
  readonly renditions: Pick<Renditions, 'removeAll' | 'urlOf'>;
}

/**
 * What follows when an image is settled. Safe to repeat: it is done again when a message comes twice,
 * so a crash between settling and announcing loses nothing.
 */
export async function conclude(deps: ConcludeDeps, record: SettledRecord): Promise<void> {
  if (record.status !== 'ready') await deps.renditions.removeAll(record);
  // A rejected original is never wanted again; a failed one is: the failure was ours.
  if (record.status === 'rejected') await deps.originals.remove(record);
  await announce(deps, record.status, record.settledAt, record);
}
