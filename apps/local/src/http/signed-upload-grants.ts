import { createHmac, timingSafeEqual } from 'node:crypto';
import { originalKey } from '@thumbing/config';
import type { Clock, Grant, UploadGrants } from '@thumbing/pipeline';

export interface SignedUploadGrants extends UploadGrants {
  /** Grant in a URL, or `undefined` if it is forged, changed or expired. */
  grantOf(path: string, query: URLSearchParams): Grant | undefined;
}

export interface SignedUploadGrantsOptions {
  readonly secret: Buffer;
  /** Public URL of `uploads.ts`, without a trailing slash. */
  readonly baseUrl: string;
  readonly clock: Pick<Clock, 'now'>;
}

/** Grants whose terms are in their URL, signed by HMAC, so that the server stores nothing. */
export const signedUploadGrants = ({
  secret,
  baseUrl,
  clock,
}: SignedUploadGrantsOptions): SignedUploadGrants => ({
  issue: async ({ key, contentType, bytes, sha256, expiresAt }) => {
    const path = originalKey.format(key);
    const query = new URLSearchParams({
      type: contentType,
      bytes: String(bytes),
      ...(sha256 !== undefined && { sha256 }),
      expires: String(expiresAt.getTime()),
    });
    query.set('signature', signatureOf(secret, path, query).toString('hex'));
    return {
      method: 'PUT',
      url: `${baseUrl}/${path}?${query.toString()}`,
      headers: { 'content-type': contentType },
    };
  },
  grantOf: (path, query) => {
    if (!isSigned(secret, path, query)) return undefined;
    const key = originalKey.parse(path);
    const expiresAt = new Date(Number(query.get('expires')));
    if (!key || expiresAt <= clock.now()) return undefined;
    return {
      key,
      contentType: query.get('type') ?? '',
      bytes: Number(query.get('bytes')),
      sha256: query.get('sha256') ?? undefined,
      expiresAt,
    };
  },
});

function isSigned(secret: Buffer, path: string, query: URLSearchParams): boolean {
  const unsigned = new URLSearchParams(query);
  unsigned.delete('signature');
  const expected = signatureOf(secret, path, unsigned);
  const actual = Buffer.from(query.get('signature') ?? '', 'hex');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

const signatureOf = (secret: Buffer, path: string, query: URLSearchParams): Buffer =>
  createHmac('sha256', secret).update(`${path}?${query.toString()}`).digest();
