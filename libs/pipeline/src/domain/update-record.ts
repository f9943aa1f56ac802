import type { ImageRecord } from './image-record.ts';
import type { ImageRecords } from './ports.ts';

/**
 * Optimistic update: reads a record, decides, writes, and starts over if another writer came first.
 * `decide` returns the changed record, or `undefined` to leave it as it is.
 * Returns the record as it is stored afterwards.
 */
export async function updateRecord(
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
