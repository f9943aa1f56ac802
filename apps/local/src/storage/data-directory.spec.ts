import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { discardHalfWritten } from '../discard-half-written.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

it('discards what a process was writing when it died', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder.path, 'half'), 'ha');
  await discardHalfWritten(folder.path);
  expect(await folder.files()).toEqual([]);
  await folder.close();
});
