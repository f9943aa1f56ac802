import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Grant } from '@thumbing/pipeline';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Mistake of the uploader, with the status, the problem code and headers of the response. */
export class UploadError extends Error {
  override readonly name = 'UploadError';
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ContentfulStatusCode,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const grantUsed = (): UploadError =>
  new UploadError(
    412,
    'already-uploaded',
    'the grant has been used, or its image was deleted; request a new one',
  );

/** As S3 answers: the other upload may still fail, and nothing would be stored. */
export const uploadedAtOnce = (): UploadError =>
  new UploadError(
    409,
    'uploaded-at-once',
    'another upload for this grant was in progress; send it again, and 412 tells that it is stored',
  );

/** Checks everything that is known before the first byte. */
export function requireMatch(grant: Grant | undefined, headers: Headers): Grant {
  if (!grant) {
    throw new UploadError(
      403,
      'no-grant',
      'the upload URL is invalid or has expired; request a new grant',
    );
  }
  const type = headers.get('content-type');
  if (type !== grant.contentType) {
    throw new UploadError(
      400,
      'wrong-type',
      `the grant is for ${grant.contentType}, but the content type of the upload is '${type ?? ''}'`,
    );
  }
  const length = headers.get('content-length');
  if (length === null) {
    throw new UploadError(
      411,
      'length-required',
      `the length of the upload is missing; send Content-Length: ${grant.bytes}`,
    );
  }
  if (Number(length) !== grant.bytes) throw wrongSize(grant, length);
  return grant;
}

/** Body of a request. Reading may end early without closing the connection, which the response needs. */
export const bodyOf = (incoming: Readable): AsyncIterable<Buffer> =>
  incoming.iterator({ destroyOnReturn: false });

/** Passes the bytes through, and throws unless their number and checksum are the granted ones. */
export async function* requireBytes(
  grant: Grant,
  body: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, void> {
  const hash = grant.sha256 === undefined ? undefined : createHash('sha256');
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > grant.bytes) throw wrongSize(grant, `more than ${grant.bytes}`);
    hash?.update(chunk);
    yield chunk;
  }
  if (bytes !== grant.bytes) throw wrongSize(grant, bytes);
  if (hash && hash.digest('hex') !== grant.sha256) {
    throw new UploadError(
      400,
      'wrong-checksum',
      `the upload's SHA-256 is not ${grant.sha256 ?? ''}`,
    );
  }
}

const wrongSize = ({ bytes }: Grant, sent: string | number): UploadError =>
  new UploadError(
    400,
    'wrong-size',
    `the grant is for exactly ${bytes} bytes, but the upload has ${sent}`,
  );
