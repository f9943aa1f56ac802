import type { ImageRecord } from '../image-record.ts';

/** The n-th id of a test: a UUIDv7, greater than those before it. */
export const idOf = (n: number): string =>
  `01920000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** A pending avatar of ada's, with whatever the test cares about. */
export const recordOf = (overrides: Partial<ImageRecord> = {}): ImageRecord => ({
  id: idOf(1),
  version: 1,
  owner: 'ada',
  profile: 'avatar',
  status: 'pending',
  createdAt: '2026-01-01T00:00:00.000Z',
  granted: { contentType: 'image/png', bytes: 100, expiresAt: '2026-01-01T00:05:00.000Z' },
  renditions: [],
  ...overrides,
});
