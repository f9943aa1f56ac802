import { originalKey } from '@thumbing/config';
import type { Clock, UploadGrants } from '@thumbing/pipeline';
import { AwsV4Signer } from 'aws4fetch';
import type { Credentials } from '../runtime/lambda-credentials.ts';

export interface PresignedUploadGrantsOptions {
  /** URL of the bucket of originals, without a trailing slash. */
  readonly bucketUrl: string;
  readonly region: string;
  /** Called for each grant: Lambda rotates credentials during a function's life. */
  readonly credentials: () => Credentials;
  readonly clock: Pick<Clock, 'now'>;
}

/** Presigned S3 PUTs: S3 itself enforces the type, the length, the checksum, and that there is one upload. */
export const presignedUploadGrants = ({
  bucketUrl,
  region,
  credentials,
  clock,
}: PresignedUploadGrantsOptions): UploadGrants => ({
  issue: async ({ key, contentType, bytes, sha256, expiresAt }) => {
    const headers = {
      'content-type': contentType,
      'if-none-match': '*',
      ...(sha256 !== undefined && {
        'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
      }),
    };
    // S3 counts the lifetime in whole seconds from the time of signing, so that time is set to fit its end.
    const seconds = Math.max(1, Math.ceil((expiresAt.getTime() - clock.now().getTime()) / 1_000));
    const signedAt = new Date(expiresAt.getTime() - seconds * 1_000);
    const { accessKeyId, secretAccessKey, sessionToken } = credentials();
    const signer = new AwsV4Signer({
      method: 'PUT',
      url: `${bucketUrl}/${originalKey.format(key)}?X-Amz-Expires=${seconds}`,
      // Signed, but not returned: clients send their length anyway, and browsers forbid pages to set it.
      headers: { ...headers, 'content-length': String(bytes) },
      accessKeyId,
      secretAccessKey,
      ...(sessionToken !== undefined && { sessionToken }),
      service: 's3',
      region,
      datetime: signedAt.toISOString().replaceAll(/[:-]|\.\d+/g, ''),
      signQuery: true,
      // By default aws4fetch leaves the content's type and length unsigned.
      allHeaders: true,
    });
    const { url } = await signer.sign();
    return { method: 'PUT', url: url.href, headers };
  },
});

/** URL of a bucket, at AWS or at the endpoint of an emulator. */
export const bucketUrl = (bucket: string, region: string, endpoint: string | undefined): string =>
  endpoint === undefined
    ? `https://${bucket}.s3.${region}.amazonaws.com`
    : `${endpoint.replace(/\/+$/, '')}/${bucket}`;
