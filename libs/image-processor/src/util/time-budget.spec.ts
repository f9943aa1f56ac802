import { setTimeout as sleep } from 'node:timers/promises';
import { ImageError } from '../errors.ts';
import { patience } from './time-budget.ts';

const never = new Promise<never>(() => undefined);

/** Results that never come, and whether they were told to stop. */
function endless() {
  const told = { stopped: false };
  async function* results() {
    try {
      yield 1;
      await never;
    } finally {
      told.stopped = true;
    }
  }
  return { told, results: results() };
}

describe('patience', () => {
  it('gives what it waited for, and what it threw', async () => {
    const { waitFor } = patience(30, undefined);
    expect(await waitFor(Promise.resolve(7))).toBe(7);
    await expect(waitFor(Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('ends when the time is up, however long the work takes', async () => {
    const { waitFor, signal } = patience(0.05, undefined);
    await expect(waitFor(never)).rejects.toMatchObject({
      code: 'too-slow',
      message: 'this image took longer than the limit of 0.05 seconds; send a smaller one',
    });
    expect(signal.aborted).toBe(true);
    // There is no time left for anything else.
    await expect(waitFor(Promise.resolve(7))).rejects.toBeInstanceOf(ImageError);
  });

  it('does not count what a caller does between two waits', async () => {
    const { waitFor } = patience(0.2, undefined);
    for (let wait = 0; wait < 3; wait += 1) {
      expect(await waitFor(Promise.resolve(wait))).toBe(wait);
      await sleep(150);
    }
  });

  it('counts the time of waits at once only once', async () => {
    const { waitFor } = patience(2, undefined);
    const waits = Array.from({ length: 20 }, () => waitFor(sleep(200)));
    await Promise.all(waits);
    await waitFor(sleep(50));
  });

  it("ends with the signal's reason, whenever it aborts", async () => {
    const reason = new Error('the caller went away');
    const caller = new AbortController();
    const { waitFor } = patience(30, caller.signal);
    const waiting = waitFor(never);
    caller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(waitFor(Promise.resolve(7))).rejects.toBe(reason);
  });

  it('leaves no failure behind that nobody hears of', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', note);
    const { promise, reject } = Promise.withResolvers<never>();
    await expect(patience(0.01, undefined).waitFor(promise)).rejects.toThrow('limit');
    reject(new Error('later'));
    await sleep(10);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  it('gives results until they take too long', async () => {
    const { forEach } = patience(0.05, undefined);
    const { results } = endless();
    const seen: number[] = [];
    const reading = (async () => {
      for await (const result of forEach(results, () => undefined)) seen.push(result);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'too-slow' });
    expect(seen).toEqual([1]);
  });

  it('tells whatever makes the results when the reader stops', async () => {
    const { forEach } = patience(30, undefined);
    const { told, results } = endless();
    for await (const result of forEach(results, () => undefined)) {
      expect(result).toBe(1);
      break;
    }
    expect(told.stopped).toBe(true);
  });
});
