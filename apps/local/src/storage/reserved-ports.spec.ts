import { join } from 'node:path';
import { deleteImage, OutOfSpaceError } from '@thumbing/pipeline';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { fillDatabase } from '../testing/full-database.ts';
import { imagesOf, keyOf } from '../testing/images.ts';
import { parts, type Parts } from '../testing/parts.ts';
import { recover } from '../workers/recover.ts';
import { sweep } from '../workers/sweep.ts';
import { deletionOnReserve } from './reserved-ports.ts';
import { openReserve, type Reserve } from './reserve.ts';

const fail = (error: unknown): never => {
  throw error;
};

describe('on a full disk', () => {
  let world: Parts;
  let reserve: Reserve;
  let free: number;
  let giveSpace: () => void;
  beforeEach(async () => {
    free = 200_000;
    giveSpace = () => undefined;
    // The event of a deletion needs space before the deletion makes any.
    const webhooks = [{ url: 'https://app.example.com/hook' }];
    world = await parts({ webhooks }, (folder) => ({
      reserve: openReserve({
        file: join(folder, 'reserve'),
        bytes: 100_000,
        freeBytes: async () => free,
        // The first line of the log tells that the reserve is released.
        log: () => giveSpace(),
      }),
    }));
    reserve = world.deps.reserve;
    const { create, ready, store } = imagesOf(world.deps);
    await ready(1);
    await store(1);
    await ready(2, { deletedAt: '2026-01-01T00:00:02.000Z' });
    await create(3);
    await store(3);
    giveSpace = fillDatabase(world.dataDirectory.database);
    free = 0;
  });
  afterEach(() => world.close());

  const files = () => world.folder.files('.');
  const deleteIt = (lender: Reserve) =>
    deleteImage({ ...world.deps, ...deletionOnReserve(world.deps, lender) })('ada', idOf(1));

  it('an image is deleted with the space of the reserve', async () => {
    expect(await files()).toContain('reserve');
    await deleteIt(reserve);
    expect(await world.deps.records.get(idOf(1))).toBeUndefined();
    expect(await files()).not.toContain('reserve');
    expect(await world.folder.files('originals')).toEqual([`avatar/${idOf(3)}`]);
  });

  it('an interrupted deletion is finished with it', async () => {
    await sweep({ ...world.deps, onLeap: () => undefined, onError: fail });
    expect(await world.deps.records.get(idOf(2))).toBeUndefined();
  });

  it('an original that was stored before a crash is sent to the inbox with it', async () => {
    await recover({ ...world.deps, onError: fail });
    expect(world.deps.inbox.all()).toEqual([keyOf(3)]);
  });

  it('an image could not be deleted without it', async () => {
    await expect(deleteIt({ ...reserve, lend: (work) => work() })).rejects.toThrow(
      'database or disk is full',
    );
  });

  it('grants and renditions are refused until the reserve is whole again', async () => {
    const grant = () => world.deps.records.create(recordOf({ id: idOf(4) }));
    const rendition = { ...keyOf(4), variant: 'large', format: 'webp' } as const;
    const write = () => world.deps.renditions.write(rendition, Buffer.from('large'));
    await deleteIt(reserve);
    await expect(grant()).rejects.toThrow(OutOfSpaceError);
    await expect(write()).rejects.toThrow(OutOfSpaceError);
    expect(await world.folder.files('renditions')).toEqual([]);
    free = 200_000;
    await grant();
    expect(await files()).toContain('reserve');
    await write();
  });
});
