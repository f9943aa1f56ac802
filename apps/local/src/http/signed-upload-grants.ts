import { createHmac, timingSafeEqual } from 'node:crypto';
import { originalKey } from '@thumbing/config';
import type { Clock, Grant, UploadGrants } from '@thumbing/pipeline';

export interface SignedUploadGrants extends UploadGrants {
  /** The grant that a URL carries, or `undefined` when it is forged, changed or expired. */
  grantOf(path: string, query: URLSearchParams): Grant | undefined;
}

export interface SignedUploadGrantsOptions {
  readonly secret: Buffer;
  /** What `uploads.ts` answers under, as the world sees it; no slash at the end. */
  readonly baseUrl: string;
  readonly clock: Pick<Clock, 'now'>;
}

/** Grants that carry all they permit in their URL, signed: nothing needs to be remembered. */
export function signedUploadGrants({
  secret,
  baseUrl,
  clock,
}: SignedUploadGrantsOptions): SignedUploadGrants {
  const signatureOf = (path: string, query: URLSearchParams): Buffer =>
    createHmac('sha256', secret).update(`${path}?${query.toString()}`).digest();

  return {
    issue: async ({ key, contentType, bytes, sha256, expiresAt }) => {
      const path = originalKey.format(key);
      const query = new URLSearchParams({
        type: contentType,
        bytes: String(bytes),
        ...(sha256 !== undefined && { sha256 }),
        expires: String(expiresAt.getTime()),
      });
      query.set('signature', signatureOf(path, query).toString('hex'));
      return {
        method: 'PUT',
        url: `${baseUrl}/${path}?${query.toString()}`,
        headers: { 'content-type': contentType },
      };
    },
    grantOf: (path, query) => {
      const unsigned = new URLSearchParams(query);
      const shown = Buffer.from(query.get('signature') ?? '', 'hex');
      unsigned.delete('signature');
      const signature = signatureOf(path, unsigned);
      if (shown.length !== signature.length || !timingSafeEqual(shown, signature)) return undefined;

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
  };
}
