import { FORMATS } from '@thumbing/image-processor/formats';
import { formatBytes, type Config } from '@thumbing/config';
import type { ImageRecord } from '../domain/image-record.ts';
import { takeGrantQuotas, type GrantQuotasDeps } from '../domain/grant-quotas.ts';
import type { ImageRecords, NewId, Upload, UploadGrants } from '../domain/ports.ts';
import type { ServiceLimit } from '../domain/quota-exceeded-error.ts';
import { requireProfile } from '../domain/require-profile.ts';
import { RequestError } from '../domain/request-error.ts';

/** Configuration and ports of `grantUpload`. */
export interface GrantUploadDeps extends GrantQuotasDeps {
  /** Profiles, which decide the types and sizes that are granted, and quotas of each owner. */
  readonly config: Pick<Config, 'profiles' | 'quotas'>;
  /** Creates the record, `pending`, before the grant is issued. */
  readonly records: Pick<ImageRecords, 'create'>;
  /** Issues the grant. */
  readonly grants: UploadGrants;
  /** Gives the id of the image. */
  readonly newId: NewId;
}

/** An original, as its owner announces it. */
export interface UploadRequest {
  /** Name of a profile; another is `unknown-profile`. */
  readonly profile: string;
  /** Media type, such as `image/jpeg`; one that the profile does not accept is `unsupported-type`. */
  readonly contentType: string;
  /** Exact length; more than the profile accepts is `too-large`. */
  readonly bytes: number;
  /** Lowercase hex; an upload with another checksum is refused. Absent for no such check. */
  readonly sha256?: string | undefined;
  /** Name of the file, for people only: it never becomes part of a path. */
  readonly filename?: string | undefined;
}

/** A new image, and the permission to upload its original. */
export interface GrantedUpload {
  /** UUIDv7 of the image. */
  readonly id: string;
  /** Request that uploads the original. */
  readonly upload: Upload;
  /** End of the grant, in ISO 8601. */
  readonly expiresAt: string;
  /** Rest of each quota of the owner. */
  readonly limits: readonly ServiceLimit[];
}

/** Milliseconds: enough to upload over a poor connection, while a leaked URL expires soon. */
const GRANT_LIFETIME = 5 * 60 * 1_000;

/**
 * Creates the record of a new image, and a grant for its owner to upload exactly one original, once.
 * Throws a `RequestError` if the profile does not accept it, and a `QuotaExceededError` if a quota of the owner does
 * not suffice.
 */
export const grantUpload =
  (deps: GrantUploadDeps) =>
  async (owner: string, request: UploadRequest): Promise<GrantedUpload> => {
    const { profile, contentType, bytes, sha256, filename } = request;
    const { config, records, grants, clock, newId } = deps;
    requireAcceptable(config, request);
    const limits = await takeGrantQuotas(deps, owner, bytes);
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
    return { id: record.id, upload, expiresAt: expiresAt.toISOString(), limits };
  };

/** Throws a `RequestError` unless the profile accepts the announced type and length. */
function requireAcceptable(config: Pick<Config, 'profiles'>, request: UploadRequest): void {
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
