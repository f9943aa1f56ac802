import type { OriginalKey } from '@thumbing/config';
import type { ImageRecord } from '@thumbing/pipeline';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { createFile } from '../storage/atomic-file.ts';
import type { Wired } from '../compose.ts';

/** The key of a test's n-th image. */
export const keyOf = (n: number): OriginalKey => ({ profile: 'avatar', id: idOf(n) });

/** Puts the n-th image's record, or its original, where it belongs. */
export function imagesOf({ records, staging, originals }: Wired) {
  const remember = (n: number, overrides: Partial<ImageRecord> = {}) =>
    records.create(recordOf({ ...keyOf(n), ...overrides }));
  return {
    remember,
    ready: (n: number, overrides: Partial<ImageRecord> = {}) =>
      remember(n, { status: 'ready', settledAt: '2026-01-01T00:00:01.000Z', ...overrides }),
    store: async (n: number, data: string | Uint8Array = 'bytes') => {
      await createFile(staging, originals.pathOf(keyOf(n)), (file) => file.writeFile(data));
    },
  };
}
