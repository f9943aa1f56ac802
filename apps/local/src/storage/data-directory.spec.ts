import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openDataDirectory } from './data-directory.ts';

describe('openDataDirectory', () => {
  it('removes files that a process was writing when it died', async () => {
    const folder = await temporaryFolder();
    const first = await openDataDirectory(folder.path, { webhooks: [] });
    await writeFile(join(first.stagingFolder, 'half'), 'ha');
    first.database.close();
    const second = await openDataDirectory(folder.path, { webhooks: [] });
    expect(await folder.files('staging')).toEqual([]);
    second.database.close();
    await folder.close();
  });
});
