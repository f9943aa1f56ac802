import type { Image } from '@thumbing/config';
import { FORMATS } from '@thumbing/image-processor/formats';
import type { ImageRecord } from './image-record.ts';
import type { Renditions } from './ports.ts';

/** Converts a record to the public shape of an image, with the URLs of its renditions. */
export function toImage(record: ImageRecord, renditions: Pick<Renditions, 'urlOf'>): Image {
  const { id, owner, profile, status, createdAt, granted, original, placeholder, error } = record;
  return {
    id,
    owner,
    profile,
    status,
    createdAt,
    ...(granted.filename !== undefined && { filename: granted.filename }),
    ...(original && { original }),
    renditions: record.renditions.map((rendition) => ({
      ...rendition,
      contentType: FORMATS[rendition.format].contentType,
      url: renditions.urlOf({ profile, id, variant: rendition.variant, format: rendition.format }),
    })),
    ...(placeholder && { placeholder }),
    ...(error && { error }),
  };
}
