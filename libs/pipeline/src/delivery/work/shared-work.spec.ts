import { sharedWork } from './shared-work.ts';

/** Work that ends when a test says so. */
function controlled(kept?: () => Promise<unknown>) {
  const started: {
    readonly key: string;
    readonly signal: AbortSignal;
    readonly end: PromiseWithResolvers<string>;
  }[] = [];
  const share = sharedWork<string>(kept);
  const ask = (key: string, leaver?: AbortSignal) =>
    share(
      key,
      (signal) => {
        const end = Promise.withResolvers<string>();
        started.push({ key, signal, end });
        return end.promise;
      },
      leaver,
    );
  return { started, ask };
}

describe('shared work', () => {
  it('runs once for all who ask for a key while it runs', async () => {
    const { started, ask } = controlled();
    const asked = [ask('a'), ask('a'), ask('b'), ask('a')];
    expect(asked.map(({ joined }) => joined)).toEqual([false, true, false, true]);
    expect(started.map(({ key }) => key)).toEqual(['a', 'b']);
    for (const { key, end } of started) end.resolve(`made ${key}`);
    expect(await Promise.all(asked.map(({ result }) => result))).toEqual([
      'made a',
      'made a',
      'made b',
      'made a',
    ]);
  });

  it('is shared until its result is kept, also if that fails', async () => {
    const kept: PromiseWithResolvers<void> = Promise.withResolvers();
    const { started, ask } = controlled(() => kept.promise);
    const first = ask('a');
    started[0]?.end.resolve('made');
    expect(await first.result).toBe('made');
    const second = ask('a');
    expect([second.joined, await second.result]).toEqual([true, 'made']);
    kept.reject(new Error('the disk is full'));
    await new Promise(setImmediate);
    expect(ask('a').joined).toBe(false);
  });

  it('runs again once it has ended, also if it failed', async () => {
    const { started, ask } = controlled();
    const first = ask('a');
    started[0]?.end.reject(new Error('the disk is gone'));
    await expect(first.result).rejects.toThrow('the disk is gone');
    expect(ask('a').joined).toBe(false);
    expect(started.length).toBe(2);
  });

  it('lets one who leaves go, and goes on for the others', async () => {
    const { started, ask } = controlled();
    const leaver = new AbortController();
    const [leaving, staying] = [ask('a', leaver.signal), ask('a')];
    leaver.abort(new Error('the client went away'));
    await expect(leaving.result).rejects.toThrow('the client went away');
    expect(started[0]?.signal.aborted).toBe(false);
    started[0]?.end.resolve('made');
    expect(await staying.result).toBe('made');
  });

  it('ends when the last one leaves, and begins anew for who comes then', async () => {
    const { started, ask } = controlled();
    const [one, two] = [new AbortController(), new AbortController()];
    const asked = [ask('a', one.signal), ask('a', two.signal)];
    one.abort(new Error('one went away'));
    two.abort(new Error('two went away'));
    expect(started[0]?.signal.aborted).toBe(true);
    const late = ask('a');
    expect(late.joined).toBe(false);
    started[0]?.end.reject(new Error('aborted'));
    started[1]?.end.resolve('made');
    expect(await late.result).toBe('made');
    const ends = await Promise.allSettled(asked.map(({ result }) => result));
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('does nothing for one who has left before', async () => {
    const { started, ask } = controlled();
    await expect(ask('a', AbortSignal.abort(new Error('gone'))).result).rejects.toThrow('gone');
    expect(started[0]?.signal.aborted).toBe(true);
    started[0]?.end.resolve('made');
  });
});
