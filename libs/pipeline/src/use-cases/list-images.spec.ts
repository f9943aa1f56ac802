import { listImages, type ListRequest } from './list-images.ts';
import { memoryWorld, type MemoryWorld } from '../testing/memory-world.ts';
import { idOf, recordOf } from '../testing/samples.ts';

const nth = (id: string): number => Number.parseInt(id.slice(-12), 16);

describe('listImages', () => {
  /** Five images of ada's, the second and fourth of them banners, the fifth ready; and one of eve's. */
  async function world(): Promise<MemoryWorld> {
    const world = memoryWorld();
    for (const n of [3, 1, 5, 2, 4]) {
      await world.deps.records.create(
        recordOf({
          id: idOf(n),
          profile: n % 2 === 0 ? 'banner' : 'avatar',
          status: n === 5 ? 'ready' : 'pending',
        }),
      );
    }
    await world.deps.records.create(recordOf({ id: idOf(6), owner: 'eve' }));
    return world;
  }

  async function listed(request: Partial<ListRequest>, owner = 'ada'): Promise<number[]> {
    const { images } = await listImages((await world()).deps)(owner, { limit: 10, ...request });
    return images.map(({ id }) => nth(id));
  }

  it('lists the images of one owner, newest first', async () => {
    expect(await listed({})).toEqual([5, 4, 3, 2, 1]);
    expect(await listed({}, 'eve')).toEqual([6]);
    expect(await listed({}, 'nobody')).toEqual([]);
  });

  it('lists those of one profile, of one status, and of both', async () => {
    expect(await listed({ profile: 'banner' })).toEqual([4, 2]);
    expect(await listed({ status: 'ready' })).toEqual([5]);
    expect(await listed({ profile: 'banner', status: 'ready' })).toEqual([]);
  });

  it.each([
    [1, [[5], [4], [3], [2], [1]]],
    [2, [[5, 4], [3, 2], [1]]],
    [4, [[5, 4, 3, 2], [1]]],
    [5, [[5, 4, 3, 2, 1]]],
    [6, [[5, 4, 3, 2, 1]]],
  ])('returns every image once in pages of %d', async (limit, expected) => {
    const { deps } = await world();
    const pages: number[][] = [];
    let cursor: string | undefined;
    do {
      const page = await listImages(deps)('ada', { limit, cursor });
      pages.push(page.images.map(({ id }) => nth(id)));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(pages).toEqual(expected);
  });

  it('continues after a page, although newer images came and its last one is gone', async () => {
    const { deps } = await world();
    const { cursor } = await listImages(deps)('ada', { limit: 2 });
    await deps.records.create(recordOf({ id: idOf(7) }));
    await deps.records.remove(idOf(4));
    const { images } = await listImages(deps)('ada', { limit: 2, cursor });
    expect(images.map(({ id }) => nth(id))).toEqual([3, 2]);
  });

  it('lists no images of others, even with their cursor', async () => {
    const { deps } = await world();
    await deps.records.create(recordOf({ id: idOf(7), owner: 'eve' }));
    const { cursor } = await listImages(deps)('eve', { limit: 1 });
    const { images } = await listImages(deps)('ada', { limit: 10, cursor });
    expect(images.map(({ owner }) => owner)).toEqual(['ada', 'ada', 'ada', 'ada', 'ada']);
  });

  it.each(['', 'nonsense', '{}', idOf(1), Buffer.from("' OR 1=1 --").toString('base64url')])(
    "refuses '%s' as a cursor",
    async (cursor) => {
      const { deps } = await world();
      await expect(listImages(deps)('ada', { limit: 1, cursor })).rejects.toMatchObject({
        code: 'bad-cursor',
        message: `'${cursor}' is not a cursor returned by a list`,
      });
    },
  );
});
