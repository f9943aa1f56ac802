import type { Stats } from 'node:fs';
import { type RenditionKey } from '@thumbing/config';
import { FORMATS } from '@thumbing/image-processor/formats';

/** Headers that scripts of other sites may read (CORS). */
export const EXPOSED_HEADERS = ['etag'];

/**
 * Headers of a rendition, but for those that depend on the request. It never changes, since its key contains an
 * upload's id, and uploads are not replaced: caches may keep it for a year.
 */
export const assetHeaders = (
  { format }: Pick<RenditionKey, 'format'>,
  { size, mtime }: Pick<Stats, 'size' | 'mtime'>,
) => ({
  // Strong, as If-Range requires: files are only replaced as a whole.
  etag: `"${size.toString(16)}-${mtime.getTime().toString(16)}"`,
  'cache-control': 'public, max-age=31536000, immutable',
  'last-modified': mtime.toUTCString(),
  'accept-ranges': 'bytes',
  vary: 'Origin',
  'content-type': FORMATS[format].contentType,
});
