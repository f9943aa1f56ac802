import { withLibvipsRetry } from './sharp-retry.ts';

/** Fails once per message, then succeeds. */
function work(...messages: readonly string[]) {
  const left = [...messages];
  const tries = { count: 0 };
  const run = async () => {
    tries.count += 1;
    const message = left.shift();
    if (message !== undefined) throw new Error(message);
    return 'done';
  };
  return { tries, run };
}

const UNTOLD = 'Unknown error';

describe('withLibvipsRetry', () => {
  it('tries again where the message is lost', async () => {
    const { tries, run } = work(UNTOLD, 'Warning treated as error due to failOn setting');
    expect(await withLibvipsRetry(run)).toBe('done');
    expect(tries.count).toBe(3);
  });

  it('gives up after three attempts', async () => {
    const { tries, run } = work(UNTOLD, UNTOLD, UNTOLD, UNTOLD);
    await expect(withLibvipsRetry(run)).rejects.toThrow(UNTOLD);
    expect(tries.count).toBe(3);
  });

  it('throws an error with a message at once', async () => {
    const { tries, run } = work('timeout: 50% complete');
    await expect(withLibvipsRetry(run)).rejects.toThrow('timeout');
    expect(tries.count).toBe(1);
  });

  it('does not try again after an abort', async () => {
    const reason = new Error('the client left');
    const caller = new AbortController();
    const { tries, run } = work(UNTOLD, UNTOLD);
    const trying = withLibvipsRetry(async () => {
      caller.abort(reason);
      return run();
    }, caller.signal);
    await expect(trying).rejects.toBe(reason);
    expect(tries.count).toBe(1);
  });
});
