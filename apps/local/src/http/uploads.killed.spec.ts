import { put, waitUntil } from '@thumbing/adapters/testing';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { edition, jpeg } from '../testing/edition.ts';
import { parts } from '../testing/parts.ts';
import { serve } from '../testing/serve.ts';
import { signedUploadGrants } from './signed-upload-grants.ts';
import { uploads } from './uploads.ts';

it('leaves no original when its image is deleted and the process dies before it is removed', async () => {
  const { deps, dataDirectory, folder } = await parts();
  const grantsAt = (baseUrl: string) =>
    signedUploadGrants({ secret: dataDirectory.grantSecret, baseUrl, clock: deps.clock });
  const server = await serve((url) =>
    uploads({
      ...deps,
      grants: grantsAt(url),
      originals: {
        pathOf: (key) => {
          void deps.records.remove(key.id);
          return deps.originals.pathOf(key);
        },
        // Nothing happens any more in a process that is dead.
        remove: () => Promise.resolve(),
      },
    }),
  );
  await deps.records.create(recordOf());
  const key = { profile: 'avatar', id: idOf(1) };
  const expiresAt = new Date(Date.now() + 60_000);
  const grant = { key, contentType: 'image/jpeg', bytes: jpeg.length, expiresAt };
  const upload = await grantsAt(server.url).issue(grant);
  expect(await put({ upload }, jpeg)).toBe(412);
  await server.close();
  dataDirectory.database.close();
  expect(await folder.files('originals')).toEqual([`avatar/${key.id}`]);

  const restarted = await edition({ folder });
  await waitUntil(async () => (await folder.files('originals')).length === 0);
  expect(restarted.logged).toEqual([]);
  await restarted.close();
});
