import { renditionKey } from '@thumbing/config';
import type { ImageRecord } from '../../domain/image-record.ts';
import type { ImageRecords, Originals, Renditions } from '../../domain/ports.ts';
import { isAtRest, type AgeDeps } from './age.ts';
import type { Difference, Finding } from './difference.ts';
import type { ListedRecord } from './inventory.ts';

/** Ports of `compareRecord`. */
export interface CompareRecordDeps extends AgeDeps {
  /** Reads a record again that seems to differ. */
  readonly records: Pick<ImageRecords, 'get'>;
  /** Tells if an original arrived. */
  readonly originals: Pick<Originals, 'exists'>;
  /** Tells the renditions of a ready image. */
  readonly renditions: Pick<Renditions, 'stored'>;
}

/** Compares a record with its age and its files. The renditions of a ready image are compared if `isTurn` says so. */
export const compareRecord =
  (deps: CompareRecordDeps, isTurn: (id: string) => boolean) =>
  async ({ id, record }: ListedRecord): Promise<Difference | undefined> => {
    if (!record) return { finding: 'record-unreadable', id };
    const finding = await findingIn(deps, record, isTurn);
    // A list may be older than the store, and the image may have changed meanwhile.
    if (!finding || (await deps.records.get(id))?.version !== record.version) return undefined;
    // Nobody repairs what only an original could replace, which may be gone.
    if (finding === 'renditions-missing') return { finding, id };
    const { profile, owner: group } = record;
    return { finding, id, repair: { key: { profile, id }, group } };
  };

async function findingIn(
  deps: CompareRecordDeps,
  record: ImageRecord,
  isTurn: (id: string) => boolean,
): Promise<Finding | undefined> {
  const { id, status, createdAt, deletedAt } = record;
  if (!isAtRest(deps, new Date(deletedAt ?? createdAt))) return undefined;
  if (deletedAt !== undefined) return 'deletion-unfinished';
  if (status === 'processing') return 'processing-unfinished';
  if (status === 'pending' && (await deps.originals.exists(record))) return 'notice-missed';
  if (status !== 'ready' || !isTurn(id)) return undefined;
  const stored = new Set((await deps.renditions.stored(record)).map(renditionKey.format));
  const isStored = ({ variant, format }: ImageRecord['renditions'][number]): boolean =>
    stored.has(renditionKey.format({ profile: record.profile, id, variant, format }));
  return record.renditions.every(isStored) ? undefined : 'renditions-missing';
}
