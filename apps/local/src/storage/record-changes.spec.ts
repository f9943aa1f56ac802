import { join } from 'node:path';
import { getImage } from '@thumbing/pipeline';
import { idOf, recordChangesContract, recordOf } from '@thumbing/pipeline/testing';
import { parts } from '../testing/parts.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from './database.ts';
import { sqliteImageRecords } from './sqlite-image-records.ts';

recordChangesContract('SQLite', async () => {
  const folder = await temporaryFolder();
  const database = openDatabase(join(folder.path, 'thumbing.db'));
  const records = sqliteImageRecords(database, () => undefined);
  return {
    records,
    changes: records.changes,
    close: async () => {
      database.close();
      await folder.close();
    },
  };
});

it('reads nothing while a request waits', async () => {
  const { deps, close } = await parts();
  await deps.records.create(recordOf());
  let reads = 0;
  const get = (id: string) => {
    reads += 1;
    return deps.records.get(id);
  };
  const { image } = await getImage({ ...deps, records: { get } })('ada', idOf(1), {
    waitSeconds: 1,
  });
  expect(image.status).toBe('pending');
  // Before and after the wait, and once more should its timer have been early. Polling would read five times.
  expect(reads).toBeLessThan(4);
  await close();
});
