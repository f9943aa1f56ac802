import {
  finishDeletion,
  type DeleteImageDeps,
  type FinishDeletionDeps,
  type ImageRecords,
  type Renditions,
} from '@thumbing/pipeline';
import type { Reserve } from './reserve.ts';

/** Ports for deletions by request: they use the reserve when the disk is full. */
export const deletionOnReserve = <Records extends Pick<ImageRecords, 'replace'>>(
  deps: FinishDeletionDeps & { readonly records: Records },
  { lend }: Reserve,
): { readonly records: Records } & Pick<DeleteImageDeps, 'finishDeletion'> => ({
  records: { ...deps.records, replace: (record) => lend(() => deps.records.replace(record)) },
  finishDeletion: (image) => lend(() => finishDeletion(deps, image)),
});

/** Records for grants: they are refused while the reserve is in use, or they would take its space. */
export const recordsBesideReserve = <Records extends Pick<ImageRecords, 'create'>>(
  records: Records,
  { restore }: Reserve,
): Records => ({
  ...records,
  create: async (record) => {
    await restore();
    await records.create(record);
  },
});

/** Renditions that are refused while the reserve is in use, likewise. */
export const renditionsBesideReserve = (
  renditions: Renditions,
  { restore }: Reserve,
): Renditions => ({
  ...renditions,
  write: async (key, data) => {
    await restore();
    await renditions.write(key, data);
  },
});
