import { isReopenable, type ImageRecord } from '../domain/image-record.ts';
import type { ImageRecords, Originals } from '../domain/ports.ts';
import { updateRecord } from '../domain/update-record.ts';

/** Ports of `reopenImage`. */
export interface ReopenImageDeps {
  /** Takes back the settlement. */
  readonly records: Pick<ImageRecords, 'get' | 'replace'>;
  /** Tells if there is anything left to process. */
  readonly originals: Pick<Originals, 'exists'>;
}

/**
 * Takes back the settlement of an image that failed, or took too long to render, if its original is kept: a worker that
 * gets the image processes it, as if the original had just arrived. Leaves any other image as it is. Idempotent.
 * Returns the record as it is stored afterwards; if it is not settled, send the image to the inbox.
 */
export const reopenImage =
  ({ records, originals }: ReopenImageDeps) =>
  async (id: string): Promise<ImageRecord | undefined> => {
    const image = await records.get(id);
    if (!image || !isReopenable(image) || !(await originals.exists(image))) return image;
    return updateRecord(records, id, (record) =>
      isReopenable(record) ? withoutSettlement(record) : undefined,
    );
  };

/** The record as it was granted. */
const withoutSettlement = ({ id, version, owner, profile, createdAt, granted }: ImageRecord) => ({
  id,
  version,
  owner,
  profile,
  status: 'pending' as const,
  createdAt,
  granted,
  renditions: [],
});
