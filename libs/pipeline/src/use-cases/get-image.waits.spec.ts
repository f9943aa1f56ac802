import { memoryWorld } from '../testing/memory-world.ts';
import { idOf, recordOf } from '../testing/samples.ts';
import { getImage, MOST_WAITS } from './get-image.ts';

const later = '2026-01-01T00:00:09.000Z';

describe('waits at once', () => {
  const HOUR = 3_600;
  /** Use case with images of two owners whose waits end when a test says so. */
  const waiting = async (waits: number) => {
    const { deps } = memoryWorld();
    await deps.records.create(recordOf());
    await deps.records.create(recordOf({ id: idOf(2), owner: 'eve' }));
    const end = Promise.withResolvers<undefined>();
    const quotas = { ...deps.config.quotas, waits };
    const changes = {
      since: async () => {
        await end.promise;
        await deps.clock.sleep(HOUR * 1_000);
      },
    };
    const get = getImage({ ...deps, config: { ...deps.config, quotas }, changes });
    const ask = (owner = 'ada', waitSeconds = HOUR) =>
      get(owner, idOf(owner === 'ada' ? 1 : 2), { waitSeconds });
    return { deps, ask, end: () => end.resolve(undefined) };
  };
  const refused = { image: { status: 'pending' }, retryAfterSeconds: 5 };

  it('are as many as an owner may have; others are answered at once, and say when to ask again', async () => {
    const { ask, end } = await waiting(2);
    const begun = [ask(), ask()];
    expect(await ask()).toMatchObject(refused);
    const others = ask('eve');
    end();
    for (const each of [...begun, others]) {
      expect(await each).toEqual({
        image: expect.objectContaining({ status: 'pending' }) as unknown,
      });
    }
  });

  it('are as many as a process may have', async () => {
    const { ask, end } = await waiting(MOST_WAITS * 2);
    const begun = Array.from({ length: MOST_WAITS }, () => ask());
    expect(await ask('eve')).toMatchObject(refused);
    end();
    await Promise.all(begun);
    expect((await ask('eve')).retryAfterSeconds).toBeUndefined();
  });

  it('do not count a request that has waited, also in vain', async () => {
    const { deps, ask, end } = await waiting(1);
    const first = ask();
    await deps.records.remove(idOf(1));
    end();
    await expect(first).rejects.toMatchObject({ code: 'not-found' });
    await deps.records.create(recordOf());
    expect((await ask()).retryAfterSeconds).toBeUndefined();
  });

  it('do not count a request that has nothing to wait for', async () => {
    const { deps, ask } = await waiting(0);
    expect((await ask('ada', 0)).retryAfterSeconds).toBeUndefined();
    await deps.records.replace(recordOf({ status: 'ready', settledAt: later }));
    expect((await ask()).retryAfterSeconds).toBeUndefined();
  });

  it('read a record only when it may have changed', async () => {
    const { deps } = memoryWorld();
    await deps.records.create(recordOf());
    let reads = 0;
    const records = {
      get: (id: string) => {
        reads += 1;
        return deps.records.get(id);
      },
    };
    const changes = {
      since: async () => {
        await deps.records.replace(recordOf({ status: 'processing' }));
      },
    };
    const { image } = await getImage({ ...deps, records, changes })('ada', idOf(1), {
      waitSeconds: 20,
    });
    expect(image.status).toBe('processing');
    expect(reads).toBe(2);
  });
});
