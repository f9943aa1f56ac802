import { setImmediate as tick } from 'node:timers/promises';
import { grouped, groupedByKey } from './grouped.ts';

describe('grouped calls', () => {
  const open = () => {
    const runs: PromiseWithResolvers<undefined>[] = [];
    const call = grouped(() => {
      const run = Promise.withResolvers<undefined>();
      runs.push(run);
      return run.promise;
    });
    const done: string[] = [];
    const named = (name: string) =>
      void call().then(
        () => done.push(name),
        () => done.push(`${name} failed`),
      );
    return { runs, done, call: named };
  };

  it('are answered by a run that began after them, which those that wait share', async () => {
    const { runs, done, call } = open();
    call('a');
    call('b');
    await tick();
    call('c');
    call('d');
    await tick();
    expect(runs).toHaveLength(1);
    runs[0]?.resolve(undefined);
    await tick();
    expect(done).toEqual(['a', 'b']);
    expect(runs).toHaveLength(2);
    runs[1]?.resolve(undefined);
    await tick();
    expect(done).toEqual(['a', 'b', 'c', 'd']);
    expect(runs).toHaveLength(2);
  });

  it('fail with their run, and no others do', async () => {
    const { runs, done, call } = open();
    call('a');
    await tick();
    call('b');
    runs[0]?.reject(new Error('the disk is gone'));
    await tick();
    runs[1]?.resolve(undefined);
    await tick();
    expect(done).toEqual(['a failed', 'b']);
  });

  it('wait for those on the same key only', async () => {
    const runs: string[] = [];
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const call = groupedByKey((key) => {
      runs.push(key);
      return promise;
    });
    const calls = [call('x'), call('y')];
    await tick();
    calls.push(call('x'), call('x'));
    await tick();
    expect(runs).toEqual(['x', 'y']);
    resolve(undefined);
    await Promise.all(calls);
    expect(runs).toEqual(['x', 'y', 'x']);
    await call('y');
    expect(runs).toEqual(['x', 'y', 'x', 'y']);
  });
});
