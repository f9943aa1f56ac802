import { isUnusable, type SettledRecord } from '../domain/image-record.ts';
import type { Originals, Renditions } from '../domain/ports.ts';
import { publishEvent, type PublishEventDeps } from './publish-event.ts';

/** Ports of `onSettled`. */
export interface OnSettledDeps extends PublishEventDeps {
  /** Removes an original that is unusable. */
  readonly originals: Pick<Originals, 'remove'>;
  /** Removes renditions of an image that is not ready, and gives URLs. */
  readonly renditions: Pick<Renditions, 'removeAll' | 'urlOf'>;
}

/**
 * Cleans up after a settled image and publishes its event. Idempotent: a redelivered message repeats it,
 * so a crash between settling and publishing loses nothing.
 */
export async function onSettled(deps: OnSettledDeps, record: SettledRecord): Promise<void> {
  if (record.status !== 'ready') await deps.renditions.removeAll(record);
  if (isUnusable(record)) await deps.originals.remove(record);
  await publishEvent(deps, record.status, record.settledAt, record);
}
