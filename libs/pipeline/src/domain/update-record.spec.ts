import { updateRecord } from './update-record.ts';
import type { ImageRecord } from './image-record.ts';
import { memoryRecords } from '../testing/memory.ts';
import { idOf, recordOf } from '../testing/samples.ts';

const processing = (record: ImageRecord): ImageRecord => ({ ...record, status: 'processing' });

describe('updateRecord', () => {
  it('stores the changed record, and returns it', async () => {
    const records = memoryRecords();
    await records.create(recordOf());
    expect(await updateRecord(records, idOf(1), processing)).toEqual(await records.get(idOf(1)));
    expect(await records.get(idOf(1))).toEqual(recordOf({ status: 'processing', version: 2 }));
  });

  it('leaves a record as it is without a decision, and returns it', async () => {
    const records = memoryRecords();
    await records.create(recordOf());
    expect(await updateRecord(records, idOf(1), () => undefined)).toEqual(recordOf());
    expect(await records.get(idOf(1))).toEqual(recordOf());
  });

  it('does not decide without a record', async () => {
    const decided: ImageRecord[] = [];
    const decide = (record: ImageRecord) => void decided.push(record);
    expect(await updateRecord(memoryRecords(), idOf(1), decide)).toBeUndefined();
    expect(decided).toEqual([]);
  });

  it('decides again on the stored record if another writer came first', async () => {
    const records = memoryRecords();
    await records.create(recordOf());
    const decided: string[] = [];
    const racing = {
      ...records,
      replace: async (record: ImageRecord) => {
        if (decided.length === 1) await records.replace(recordOf({ status: 'failed' }));
        return records.replace(record);
      },
    };
    await updateRecord(racing, idOf(1), (record) => {
      decided.push(record.status);
      return { ...record, owner: 'eve' };
    });
    expect(decided).toEqual(['pending', 'failed']);
    expect(await records.get(idOf(1))).toEqual(
      recordOf({ status: 'failed', owner: 'eve', version: 3 }),
    );
  });
});
