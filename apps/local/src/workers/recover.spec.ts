import { recover } from './recover.ts';
import { imagesOf, keyOf } from '../testing/images.ts';
import { parts, type Parts } from '../testing/parts.ts';

describe('recover', () => {
  let world: Parts;
  let failed: string[];
  beforeEach(async () => {
    world = await parts();
    failed = [];
  });
  afterEach(() => world.close());

  const onError = (error: unknown, { id }: { readonly id: string }) =>
    void failed.push(`${id} ${String(error)}`);
  const received = async () => {
    const deliveries = await world.deps.queues.inbox.receive({ max: 10, waitSeconds: 0 });
    return deliveries.map(({ message }) => message);
  };

  it('sends stored originals to the inbox that were not sent, once, and nothing else', async () => {
    const { create, ready, store } = imagesOf(world.deps);
    await create(1);
    await store(1);
    await create(2);
    await ready(3);
    await store(3);
    await create(4, { deletedAt: '2026-01-01T00:00:02.000Z' });
    await store(4);
    await create(5);
    await store(5);
    await world.deps.inbox.send(keyOf(5));
    await recover({ ...world.deps, onError });
    expect(await received()).toEqual([keyOf(5), keyOf(1)]);
    expect(failed).toEqual([]);
  });

  it("sends an original in its owner's turn", async () => {
    const { create, store } = imagesOf(world.deps);
    for (const [n, owner] of ['ada', 'ada', 'eve'].entries()) {
      await create(n, { owner });
      await store(n);
    }
    await recover({ ...world.deps, onError });
    expect(await received()).toEqual([keyOf(0), keyOf(2), keyOf(1)]);
  });

  it('recovers the others when one cannot be read', async () => {
    const { create, store } = imagesOf(world.deps);
    for (const n of [1, 2, 3]) {
      await create(n);
      await store(n);
    }
    const { originals } = world.deps;
    const storedAt: typeof originals.storedAt = async (key) => {
      if (key.id === keyOf(2).id) throw new Error('the disk does not answer');
      return originals.storedAt(key);
    };
    await recover({ ...world.deps, originals: { ...originals, storedAt }, onError });
    expect(await received()).toEqual([keyOf(1), keyOf(3)]);
    expect(failed).toEqual([`${keyOf(2).id} Error: the disk does not answer`]);
  });
});
