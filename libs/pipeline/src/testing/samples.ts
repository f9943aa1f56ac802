import type { Event, EventType } from '@thumbing/config';
import type { ImageRecord } from '../domain/image-record.ts';
import { toImage } from '../domain/to-image.ts';

/** The n-th id of a test: a UUIDv7 that sorts by n. */
export const idOf = (n: number): string =>
  `01920000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** Record of a pending avatar of ada's, with the fields that a test is about. */
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

/** Event about the n-th image. The owner's name has characters that wrong encodings destroy. */
export const eventOf = (n: number, type: EventType = 'thumbing.image.ready'): Event => ({
  specversion: '1.0',
  id: `${idOf(n)}.${type.slice('thumbing.image.'.length)}`,
  source: 'urn:thumbing:images',
  type,
  subject: idOf(n),
  time: '2026-01-01T00:00:00.000Z',
  datacontenttype: 'application/json',
  data: {
    version: 1,
    image: toImage(
      {
        config: { profiles: {} },
        renditions: { urlOf: () => 'https://assets.example.com/x' },
      },
      recordOf({ id: idOf(n), owner: 'ü|🙂', status: 'ready' }),
    ),
  },
});
