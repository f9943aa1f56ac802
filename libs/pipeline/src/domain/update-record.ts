import type { ImageRecord } from './image-record.ts';
import type { ImageRecords } from './ports.ts';

/**
 * Reads a record, decides, writes; and starts over when someone else wrote in between.
 * `decide` answers the changed record, or `undefined` to leave it. Answers what is stored in the end.
 */
export async function change(
  records: Pick<ImageRecords, 'get' | 'replace'>,
  id: string,
  decide: (record: ImageRecord) => ImageRecord | undefined,
): Promise<ImageRecord | undefined> {
  for (;;) {
    const record = await records.get(id);
    const next = record && decide(record);
    if (!next) return record;
    if (await records.replace(next)) return { ...next, version: next.version + 1 };
  }
}
