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

  it('puts into the inbox what arrived and was not announced, once, and nothing else', async () => {
    const { remember, ready, store } = imagesOf(world.deps);
    await remember(1);
    await store(1);
    await remember(2);
    await ready(3);
    await store(3);
    await remember(4, { deletedAt: '2026-01-01T00:00:02.000Z' });
    await store(4);
    await remember(5);
    await store(5);
    await world.deps.inbox.send(keyOf(5));
    await recover({ ...world.deps, onError });
    expect(await received()).toEqual([keyOf(5), keyOf(1)]);
    expect(failed).toEqual([]);
  });

  it('takes up the others when one cannot be looked at', async () => {
    const { remember, store } = imagesOf(world.deps);
    for (const n of [1, 2, 3]) {
      await remember(n);
      await store(n);
    }
    const { originals } = world.deps;
    const since: typeof originals.since = async (key) => {
      if (key.id === keyOf(2).id) throw new Error('the disk does not answer');
      return originals.since(key);
    };
    await recover({ ...world.deps, originals: { ...originals, since }, onError });
    expect(await received()).toEqual([keyOf(1), keyOf(3)]);
    expect(failed).toEqual([`${keyOf(2).id} Error: the disk does not answer`]);
  });
});
