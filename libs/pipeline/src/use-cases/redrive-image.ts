import { isReopenable, isSettled, type ImageRecord } from '../domain/image-record.ts';
import type { Inbox } from '../domain/ports.ts';
import { reopenImage, type ReopenImageDeps } from './reopen-image.ts';

/** Ports of `redriveImage`. */
export interface RedriveImageDeps extends ReopenImageDeps {
  /** Gets the image, when its record says that it is to be processed. */
  readonly inbox: Inbox;
}

/**
 * Has an image processed again that failed, or took too long to render. Returns the reason, for an operator, if that is not
 * possible. Safe to repeat after any error.
 */
export const redriveImage =
  ({ records, originals, inbox }: RedriveImageDeps) =>
  async (id: string): Promise<string | undefined> => {
    const record = await reopenImage({ records, originals })(id);
    if (!record || record.deletedAt)
      return `there is no image ${id}: list has the ids of those that failed`;
    if (isReopenable(record)) return `the original of image ${id} is gone: have it uploaded again`;
    if (isSettled(record)) {
      return `image ${id} is ${record.status}: only images that failed, or took too long, are processed again`;
    }
    if (!(await originals.exists(record))) return `image ${id} waits for its original`;
    await inbox.send({ profile: record.profile, id }, { group: record.owner });
    return undefined;
  };

/** Image that was given up, and can be processed again. Contains no secrets. */
export interface FailedImage {
  /** Id of the image. */
  readonly id: string;
  /** Profile that it was uploaded to. */
  readonly profile: string;
  /** Owner of the image. */
  readonly owner: string;
  /** Time at which it was given up, in ISO 8601. */
  readonly since: string;
  /** Code and reason of the failure. */
  readonly error: string;
}

/** The image of a record, if it was given up. Its original may be gone. */
export function failedImage(record: ImageRecord): FailedImage | undefined {
  const { id, profile, owner, error, settledAt: since } = record;
  if (!isReopenable(record) || since === undefined) return undefined;
  return { id, profile, owner, since, error: error ? `${error.code}: ${error.detail}` : 'unknown' };
}
