import { originalKey } from '@thumbing/config';
import type { Clock, UploadGrants } from '@thumbing/pipeline';
import { AwsV4Signer } from 'aws4fetch';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface PresignedUploadGrantsOptions {
  /** Of the bucket of originals, with no slash at the end. */
  readonly bucketUrl: string;
  readonly region: string;
  /** Asked for each grant: they change while a function lives. */
  readonly credentials: () => Credentials;
  readonly clock: Pick<Clock, 'now'>;
}

/** Presigned S3 PUTs: S3 itself holds the uploader to the type, the length, the checksum, and to one upload. */
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
    // Signed back from its end, which S3 counts in whole seconds from the moment of signing.
    const seconds = Math.max(1, Math.ceil((expiresAt.getTime() - clock.now().getTime()) / 1_000));
    const signedAt = new Date(expiresAt.getTime() - seconds * 1_000);
    const { accessKeyId, secretAccessKey, sessionToken } = credentials();
    const signer = new AwsV4Signer({
      method: 'PUT',
      url: `${bucketUrl}/${originalKey.format(key)}?X-Amz-Expires=${seconds}`,
      // Uploaders send their length anyway, and browsers let no page set it: signed, but not handed out.
      headers: { ...headers, 'content-length': String(bytes) },
      accessKeyId,
      secretAccessKey,
      ...(sessionToken !== undefined && { sessionToken }),
      service: 's3',
      region,
      datetime: signedAt.toISOString().replaceAll(/[:-]|\.\d+/g, ''),
      signQuery: true,
      // It would leave out the content's type and length.
      allHeaders: true,
    });
    const { url } = await signer.sign();
    return { method: 'PUT', url: url.href, headers };
  },
});

/** Where a bucket is: at AWS, or at an endpoint that stands in for it. */
export const bucketUrl = (bucket: string, region: string, endpoint: string | undefined): string =>
  endpoint === undefined
    ? `https://${bucket}.s3.${region}.amazonaws.com`
    : `${endpoint.replace(/\/+$/, '')}/${bucket}`;
