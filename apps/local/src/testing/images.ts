import type { OriginalKey } from '@thumbing/config';
import type { ImageRecord } from '@thumbing/pipeline';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { createFile } from '../storage/atomic-file.ts';
import type { Composition } from '../compose.ts';

/** Key of the n-th image of a test. */
export const keyOf = (n: number): OriginalKey => ({ profile: 'avatar', id: idOf(n) });

/** Functions that store the n-th image's record or original. */
export function imagesOf({ records, staging, originals }: Composition) {
  const create = (n: number, overrides: Partial<ImageRecord> = {}) =>
    records.create(recordOf({ ...keyOf(n), ...overrides }));
  return {
    create,
    ready: (n: number, overrides: Partial<ImageRecord> = {}) =>
      create(n, { status: 'ready', settledAt: '2026-01-01T00:00:01.000Z', ...overrides }),
    store: async (n: number, data: string | Uint8Array = 'bytes') => {
      await createFile(staging, originals.pathOf(keyOf(n)), (file) => file.writeFile(data));
    },
  };
}
