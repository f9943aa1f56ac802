import { prefetch } from './prefetch.ts';

/** Tasks that end on demand, and a list of those that have started. */
function world(count: number) {
  const started: number[] = [];
  const gates = Array.from({ length: count }, () => Promise.withResolvers<undefined>());
  const tasks = gates.map(({ promise }, index) => async () => {
    started.push(index);
    await promise;
    return index;
  });
  return { started, tasks, end: (index: number) => gates[index]?.resolve(undefined), gates };
}

const nothing = (): Promise<void> => Promise.resolve();

describe('prefetch', () => {
  it('yields results in order, whichever completes first', async () => {
    const { tasks, end } = world(3);
    const results = prefetch(tasks, 2, nothing);
    const first = results.next();
    end(2);
    end(1);
    end(0);
    expect(
      [await first, await results.next(), await results.next()].map(({ value }) => value),
    ).toEqual([0, 1, 2]);
    expect(await results.next()).toEqual({ done: true, value: undefined });
  });

  it('starts nothing before it is read, and then only a few', async () => {
    const { started, tasks, end } = world(5);
    const results = prefetch(tasks, 1, nothing);
    expect(started).toEqual([]);
    end(0);
    await results.next();
    expect(started).toEqual([0, 1]);
    end(1);
    await results.return();
  });

  it('waits for running tasks when the reader stops, and starts no more', async () => {
    const { started, tasks, end } = world(5);
    let ends = 0;
    const results = prefetch(tasks, 2, async () => void (ends += 1));
    end(0);
    await results.next();
    let stopped = false;
    const stop = results.return().then(() => (stopped = true));
    end(1);
    await new Promise(setImmediate);
    expect(stopped).toBe(false);
    expect(ends).toBe(0);
    end(2);
    await stop;
    expect(ends).toBe(1);
    expect(started).toEqual([0, 1, 2]);
  });

  it('throws a failure in its turn, once the other tasks have ended', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const { tasks, end, gates } = world(4);
    const results = prefetch(tasks, 2, nothing);
    gates[1]?.reject(new Error('no'));
    end(0);
    expect((await results.next()).value).toBe(0);
    gates[2]?.reject(new Error('neither'));
    gates[3]?.reject(new Error('nor'));
    await expect(results.next()).rejects.toThrow('no');
    await new Promise(setImmediate);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
    expect((await results.next()).done).toBe(true);
  });
});
