import { FORMATS } from '@thumbing/image-processor/formats';
import { formatBytes, type Config } from '@thumbing/config';
import type { ImageRecord } from '../domain/image-record.ts';
import type { Clock, ImageRecords, NewId, Upload, UploadGrants } from '../domain/ports.ts';
import { requireProfile } from '../domain/require-profile.ts';
import { RequestError } from '../domain/request-error.ts';

export interface GrantUploadDeps {
  readonly config: Pick<Config, 'profiles'>;
  readonly records: Pick<ImageRecords, 'create'>;
  readonly grants: UploadGrants;
  readonly clock: Pick<Clock, 'now'>;
  readonly newId: NewId;
}

export interface UploadRequest {
  readonly profile: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256?: string | undefined;
  readonly filename?: string | undefined;
}

export interface GrantedUpload {
  readonly id: string;
  readonly upload: Upload;
  /** ISO 8601 time. */
  readonly expiresAt: string;
}

/** Milliseconds: enough to upload over a poor connection, while a leaked URL expires soon. */
const GRANT_LIFETIME = 5 * 60 * 1_000;

/** Creates the record of a new image, and a grant for its owner to upload exactly one original, once. */
export const grantUpload =
  ({ config, records, grants, clock, newId }: GrantUploadDeps) =>
  async (owner: string, request: UploadRequest): Promise<GrantedUpload> => {
    const { profile, contentType, bytes, sha256, filename } = request;
    requireAcceptable(config, request);
    const now = clock.now();
    const expiresAt = new Date(now.getTime() + GRANT_LIFETIME);
    const record: ImageRecord = {
      id: newId(),
      version: 1,
      owner,
      profile,
      status: 'pending',
      createdAt: now.toISOString(),
      granted: {
        contentType,
        bytes,
        ...(sha256 !== undefined && { sha256 }),
        ...(filename !== undefined && { filename }),
        expiresAt: expiresAt.toISOString(),
      },
      renditions: [],
    };
    await records.create(record);
    const key = { profile, id: record.id };
    const upload = await grants.issue({ key, contentType, bytes, sha256, expiresAt });
    return { id: record.id, upload, expiresAt: expiresAt.toISOString() };
  };

/** Throws a `RequestError` unless the profile accepts the announced type and length. */
function requireAcceptable(config: GrantUploadDeps['config'], request: UploadRequest): void {
  const { accept, maxBytes } = requireProfile(config, request.profile);
  const types: readonly string[] = accept.map((format) => FORMATS[format].contentType);
  if (!types.includes(request.contentType)) {
    throw new RequestError(
      'unsupported-type',
      `${request.profile} does not accept '${request.contentType}'; it accepts: ${types.join(', ')}`,
    );
  }
  if (request.bytes > maxBytes) {
    throw new RequestError(
      'too-large',
      `${request.profile} accepts at most ${formatBytes(maxBytes)}; this upload is ${formatBytes(request.bytes)}`,
    );
  }
}
