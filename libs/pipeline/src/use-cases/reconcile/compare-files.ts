import type { OriginalKey } from '@thumbing/config';
import { isSettled, isUnusable } from '../../domain/image-record.ts';
import type { ImageRecords, Originals, Renditions } from '../../domain/ports.ts';
import { isDeleted } from '../../lifecycle/finish-deletion.ts';
import { grantedAt, isAtRest, type AgeDeps } from './age.ts';
import type { Difference } from './difference.ts';

/** Ports of `compareOriginal` and `compareRenditions`. */
export interface CompareFilesDeps extends AgeDeps {
  /** Reads the record of a file. */
  readonly records: Pick<ImageRecords, 'get'>;
  /** Tells if an original is still there. */
  readonly originals: Pick<Originals, 'exists'>;
  /** Tells if renditions are still there. */
  readonly renditions: Pick<Renditions, 'stored'>;
}

/** Turn for files whose owner nobody knows. */
const NOBODY = 'reconciliation';

/** Compares an original with its record. */
export const compareOriginal =
  (deps: CompareFilesDeps, removeUnrecorded: boolean) =>
  async (key: OriginalKey): Promise<Difference | undefined> => {
    const { id } = key;
    if (!isAtRest(deps, grantedAt(id))) return undefined;
    const record = await deps.records.get(id);
    if (!record) {
      // A list may be older than the store.
      if (!(await deps.originals.exists(key))) return undefined;
      return withoutRecord('original-without-record', key, removeUnrecorded);
    }
    if (isDeleted(record) || !isSettled(record) || !isUnusable(record)) return undefined;
    if (!isAtRest(deps, new Date(record.settledAt))) return undefined;
    if (!(await deps.originals.exists(key))) return undefined;
    return { finding: 'original-unusable', id, repair: { key, group: record.owner } };
  };

/** Compares the renditions of an image with its record. */
export const compareRenditions =
  (deps: CompareFilesDeps, removeUnrecorded: boolean) =>
  async (key: OriginalKey): Promise<Difference | undefined> => {
    if (!isAtRest(deps, grantedAt(key.id)) || (await deps.records.get(key.id))) return undefined;
    if ((await deps.renditions.stored(key)).length === 0) return undefined;
    return withoutRecord('renditions-without-record', key, removeUnrecorded);
  };

/** A worker that gets an image without a record removes its files. */
const withoutRecord = (
  finding: Difference['finding'],
  key: OriginalKey,
  removeUnrecorded: boolean,
): Difference => ({
  finding,
  id: key.id,
  ...(removeUnrecorded && { repair: { key, group: NOBODY } }),
});
