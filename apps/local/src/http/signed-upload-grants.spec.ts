import { systemClock } from '@thumbing/adapters';
import { recordOf, uploadGrantsContract } from '@thumbing/pipeline/testing';
import { parts } from '../testing/parts.ts';
import { serve } from '../testing/serve.ts';
import { uploads } from './uploads.ts';
import { signedUploadGrants } from './signed-upload-grants.ts';

uploadGrantsContract('signed URLs, redeemed over HTTP', async () => {
  const { deps, dataDirectory, folder, close } = await parts();
  const grantsAt = (baseUrl: string) =>
    signedUploadGrants({ secret: dataDirectory.grantSecret, baseUrl, clock: systemClock });
  const server = await serve((url) => uploads({ ...deps, grants: grantsAt(url) }));
  return {
    grants: {
      issue: async (grant) => {
        await deps.records.create(recordOf(grant.key));
        return grantsAt(server.url).issue(grant);
      },
    },
    originals: deps.originals,
    close: async () => {
      expect(await folder.files('staging')).toEqual([]);
      await server.close();
      await close();
    },
  };
});
