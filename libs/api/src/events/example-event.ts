import type { Event, EventType, Image } from '@thumbing/config';
import { toEvent } from '@thumbing/pipeline';
import { exampleImage } from '../openapi/example-image.ts';

const { id, owner, profile, createdAt, filename } = exampleImage;
const withoutFiles = { id, owner, profile, createdAt, filename, renditions: [] };

/** The image as each outcome leaves it. */
const IMAGES: Readonly<Record<EventType, Image>> = {
  'thumbing.image.ready': exampleImage,
  'thumbing.image.rejected': {
    ...withoutFiles,
    status: 'rejected',
    error: { code: 'corrupt', detail: 'the image is damaged or incomplete' },
  },
  'thumbing.image.failed': {
    ...withoutFiles,
    status: 'failed',
    error: { code: 'processing-failed', detail: 'the image could not be processed' },
  },
  'thumbing.image.expired': { ...withoutFiles, status: 'expired' },
  'thumbing.image.deleted': { ...exampleImage, renditions: [], variants: undefined },
};

/** An event of this type about the image that the OpenAPI document shows. */
export const exampleEvent = (type: EventType): Event =>
  toEvent(type, '2026-01-01T02:00:00.000Z', IMAGES[type]);
