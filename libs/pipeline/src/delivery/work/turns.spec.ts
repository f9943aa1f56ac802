import { turns as turnsWith, type TurnsOptions } from './turns.ts';

/** Turns of callers whose patience never ends. */
const turns = (options: TurnsOptions) => turnsWith(options, () => new Promise(() => undefined));

/** Lets the promises that are settled call back. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('are taken by so many at once, and by the others in their order', async () => {
    const take = turns({ atOnce: 2, waiting: 10 });
    const taken: number[] = [];
    const asked = [0, 1, 2, 3].map(async (n) => {
      const end = await take();
      taken.push(n);
      return end;
    });
    await settle();
    expect(taken).toEqual([0, 1]);
    (await asked[0])?.();
    await settle();
    expect(taken).toEqual([0, 1, 2]);
    (await asked[2])?.();
    (await asked[1])?.();
    await Promise.all(asked);
    expect(taken).toEqual([0, 1, 2, 3]);
  });

  it('are refused at once where too many wait', async () => {
    const take = turns({ atOnce: 1, waiting: 1 });
    const end = await take();
    const next = take();
    await expect(take()).rejects.toMatchObject({
      name: 'BusyError',
      message: '1 renditions are being made, and 1 wait; try again in 1 second',
      retryAfterSeconds: 1,
    });
    end();
    (await next)();
    await expect(take()).resolves.toBeDefined();
  });

  it('go to the next in line where one leaves', async () => {
    const take = turns({ atOnce: 1, waiting: 2 });
    const end = await take();
    const leaver = new AbortController();
    const [leaving, staying] = [take(leaver.signal), take()];
    leaver.abort(new Error('the client went away'));
    await expect(leaving).rejects.toThrow('the client went away');
    end();
    expect(await staying).toBeDefined();
  });

  it('are none for one who has left before', async () => {
    const take = turns({ atOnce: 1, waiting: 1 });
    await expect(take(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    await expect(take()).resolves.toBeDefined();
  });

  it('stay as many when one leaves that has its turn', async () => {
    const take = turns({ atOnce: 1, waiting: 1 });
    const leaver = new AbortController();
    const end = await take(leaver.signal);
    leaver.abort(new Error('gone'));
    const next = take();
    await settle();
    end();
    expect(await next).toBeDefined();
  });

  it('end for one who has waited for long enough, and go to the next in line', async () => {
    const patience = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const [first, second] = patience;
    const take = turnsWith({ atOnce: 1, waiting: 2 }, async () => {
      await patience.shift()?.promise;
    });
    const end = await take();
    const [impatient, patient] = [take(), take()];
    first?.resolve(undefined);
    await expect(impatient).rejects.toMatchObject({
      name: 'BusyError',
      message:
        '1 renditions are being made, and this one has waited for long enough; try again in 1 second',
    });
    end();
    expect(await patient).toBeDefined();
    second?.resolve(undefined);
  });
});
