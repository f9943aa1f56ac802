import { systemClock } from '@thumbing/adapters';
import { put } from '@thumbing/adapters/testing';
import { photo } from '@thumbing/image-processor/testing';
import { OutOfSpaceError, type GrantedUpload } from '@thumbing/pipeline';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { NotSyncedError } from '../storage/synced.ts';
import { fillDatabase } from '../testing/full-database.ts';
import { parts, type Parts } from '../testing/parts.ts';
import { serve, type Served } from '../testing/serve.ts';
import { signedUploadGrants } from './signed-upload-grants.ts';
import { uploads } from './uploads.ts';

type Issued = Pick<GrantedUpload, 'id' | 'upload'>;

const jpeg = new Uint8Array(await photo({ width: 60, height: 40 }));

describe('an upload', () => {
  let world: Parts;
  let server: Served;
  let received: string[];
  let during: () => void;
  let afterSend: () => Promise<void> | void;
  let restore: () => Promise<void>;
  let granted: Issued;
  beforeEach(async () => {
    [world, received] = [await parts(), []];
    [during, afterSend] = [() => undefined, () => undefined];
    const { deps, dataDirectory } = world;
    restore = () => deps.reserve.restore();
    const grantsAt = (baseUrl: string) =>
      signedUploadGrants({ secret: dataDirectory.grantSecret, baseUrl, clock: systemClock });
    server = await serve((url) =>
      uploads({
        ...deps,
        grants: grantsAt(url),
        reserve: { restore: () => restore() },
        originals: {
          ...deps.originals,
          // Called when the upload starts to arrive.
          pathOf: (key) => {
            during();
            return deps.originals.pathOf(key);
          },
        },
        inbox: {
          send: async (key, options) => {
            await deps.inbox.send(key, options);
            await afterSend();
            received.push(`${key.id} of ${options.group}`);
          },
        },
      }),
    );
    const key = { profile: 'avatar', id: idOf(1) };
    await deps.records.create(recordOf());
    const expiresAt = new Date(Date.now() + 60_000);
    const grant = { key, contentType: 'image/jpeg', bytes: jpeg.length, expiresAt };
    granted = { id: key.id, upload: await grantsAt(server.url).issue(grant) };
  });
  afterEach(async () => {
    await server.close();
    await world.close();
  });

  const files = async () => [
    ...(await world.folder.files('originals')),
    ...(await world.folder.files('staging')),
  ];

  it.each<[string, () => Promise<unknown>]>([
    ['deleted', () => world.deps.records.remove(idOf(1))],
    [
      'being deleted',
      () => world.deps.records.replace(recordOf({ deletedAt: '2026-01-01T00:00:01.000Z' })),
    ],
    [
      'rejected',
      () =>
        world.deps.records.replace(
          recordOf({ status: 'rejected', settledAt: '2026-01-01T00:00:01.000Z' }),
        ),
    ],
  ])('is refused when its image is %s before it, or while it arrives', async (_, happen) => {
    during = () => void happen();
    expect(await put(granted, jpeg)).toBe(412);
    during = () => undefined;
    expect(await put(granted, jpeg)).toBe(412);
    expect(await files()).toEqual([]);
    expect(received).toEqual([]);
  });

  it('is refused while the reserve is in use, and its grant stays valid', async () => {
    restore = () => Promise.reject(new OutOfSpaceError('the disk is full'));
    expect(await put(granted, jpeg)).toBe(507);
    expect(await files()).toEqual([]);
    restore = world.deps.reserve.restore;
    expect(await put(granted, jpeg)).toBe(200);
  });

  it('is not kept when the database has no space for its message, and its grant is valid again', async () => {
    const giveSpace = fillDatabase(world.dataDirectory.database);
    expect(await put(granted, jpeg)).toBe(507);
    expect(await files()).toEqual([]);
    giveSpace();
    expect(await put(granted, jpeg)).toBe(200);
    expect(await files()).toEqual([`avatar/${granted.id}`]);
    expect(received).toEqual([`${granted.id} of ada`]);
  });

  it('is not told that another one at the same time has stored it, since that may fail', async () => {
    let other: number | undefined;
    afterSend = async () => {
      afterSend = () => undefined;
      other = await put(granted, jpeg);
      throw new Error('the disk fails');
    };
    expect(await put(granted, jpeg)).toBe(500);
    expect(other).toBe(409);
    expect(await files()).toEqual([]);
    expect(await put(granted, jpeg)).toBe(200);
    expect(await files()).toEqual([`avatar/${granted.id}`]);
  });

  it('is kept when its message is stored but could not be synced, since that is delivered', async () => {
    afterSend = () => {
      throw new NotSyncedError('the disk fails');
    };
    expect(await put(granted, jpeg)).toBe(500);
    expect(await files()).toEqual([`avatar/${granted.id}`]);
    expect(world.deps.inbox.all()).toEqual([{ profile: 'avatar', id: granted.id }]);
    expect(await put(granted, jpeg)).toBe(412);
    expect(await files()).toEqual([`avatar/${granted.id}`]);
  });
});
