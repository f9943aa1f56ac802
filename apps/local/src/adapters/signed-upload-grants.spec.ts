import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { uploadGrantsContract } from '@thumbing/pipeline/testing';
import { serve } from '../testing/serve.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { uploads } from '../uploads.ts';
import { diskOriginals } from './disk-originals.ts';
import { signedUploadGrants } from './signed-upload-grants.ts';
import { systemClock } from './system-clock.ts';

uploadGrantsContract('signed URLs, redeemed over HTTP', async () => {
  const folder = await temporaryFolder();
  const [directory, staging] = [join(folder.path, 'originals'), join(folder.path, 'staging')];
  for (const path of [directory, staging]) await mkdir(path);
  const originals = diskOriginals(directory);
  const grantsAt = (baseUrl: string) =>
    signedUploadGrants({ secret: Buffer.alloc(32, 7), baseUrl, clock: systemClock });
  const server = await serve((url) =>
    uploads({ grants: grantsAt(url), originals, staging, received: async () => undefined }),
  );
  return {
    grants: grantsAt(server.url),
    originals,
    close: async () => {
      expect(await folder.files('staging')).toEqual([]);
      await server.close();
      await folder.close();
    },
  };
});
