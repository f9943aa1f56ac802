import type { OriginalKey } from '@thumbing/config';
import type { ImageRecords } from '@thumbing/pipeline';

/** Whether an original is still to come: none has been processed, and nobody has deleted the image. */
export const isAwaited =
  (records: Pick<ImageRecords, 'get'>) =>
  async ({ id }: OriginalKey): Promise<boolean> => {
    const record = await records.get(id);
    return record?.status === 'pending' && !record.deletedAt;
  };
