import { QuotaExceededError, RequestError } from '@thumbing/pipeline';
import { BusyError, ImageError, UnreadyImageError } from '@thumbing/pipeline/delivery';
import type { Context } from 'hono';
import { quotaExceeded } from '../problems/error-handlers.ts';
import { problemResponse } from '../problems/problem.ts';

/** Seconds that caches of a CDN keep the answer that there is nothing at an address. */
const MISSING = 60;

/** Seconds after which to ask again for an image that is processed. */
const SOON = 2;

/**
 * Describes why there is no rendition. Nothing of it is kept by browsers, and by a CDN only that there is nothing: an image
 * may be ready a moment later.
 */
export function deliveryProblem(c: Context, error: unknown): Response | undefined {
  c.header('cache-control', 'no-store');
  if (error instanceof UnreadyImageError) return unreadyImage(c, error);
  if (error instanceof ImageError) {
    return problemResponse(c, 'image-error', error.message, { reason: error.code });
  }
  if (error instanceof QuotaExceededError) return quotaExceeded(error, c);
  if (error instanceof BusyError) {
    c.header('retry-after', String(error.retryAfterSeconds));
    return problemResponse(c, 'busy', error.message);
  }
  if (!(error instanceof RequestError)) return undefined;
  if (error.code === 'not-found') c.header('cache-control', `max-age=0, s-maxage=${MISSING}`);
  return problemResponse(c, error.code, error.message);
}

function unreadyImage(c: Context, { status, reason, message }: UnreadyImageError): Response {
  if (status === 'expired')
    return problemResponse(c, 'deleted', 'no original was uploaded in time');
  if (reason) return problemResponse(c, 'image-error', message, { reason: reason.code });
  c.header('retry-after', String(SOON));
  return problemResponse(c, 'image-not-ready', `${message}; try again in ${SOON} seconds`);
}
