import type { Stats } from 'node:fs';
import type { RenditionKey } from '@thumbing/config';
import { FORMATS } from '@thumbing/image-processor/formats';

/** Headers that scripts of other sites may read (CORS). */
export const EXPOSED_HEADERS = ['etag'];

/**
 * Headers of a rendition, but for those that depend on the request. It never changes, since its key contains an
 * upload's id, and uploads are not replaced: caches may keep it for a year.
 */
export const assetHeaders = (
  { format }: Pick<RenditionKey, 'format'>,
  { mtime }: Pick<Stats, 'mtime'>,
  etag: string,
) => ({
  etag,
  'last-modified': mtime.toUTCString(),
  'accept-ranges': 'bytes',
  'cache-status': 'Thumbing; hit',
  'content-type': FORMATS[format].contentType,
});
