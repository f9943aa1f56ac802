import { RenderTimeoutError } from '../errors.ts';
import { timeBudget } from './time-budget.ts';
import { manualTimers } from './testing/manual-timers.ts';

const never = new Promise<never>(() => undefined);

/** A generator that hangs after its first result, and a flag for its end. */
function endless() {
  const state = { stopped: false };
  async function* results() {
    try {
      yield 1;
      await never;
    } finally {
      state.stopped = true;
    }
  }
  return { state, results: results() };
}

describe('timeBudget', () => {
  it('returns the result of the work, and throws its error', async () => {
    const { waitFor } = timeBudget({ timeout: 30 }, undefined);
    expect(await waitFor(Promise.resolve(7))).toBe(7);
    await expect(waitFor(Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('ends when the time is up, however long the work takes', async () => {
    const timers = manualTimers();
    const { waitFor, signal } = timeBudget({ timeout: 0.05 }, undefined, timers);
    const waiting = waitFor(never);
    timers.pass(49);
    expect(signal.aborted).toBe(false);
    timers.pass(1);
    await expect(waiting).rejects.toMatchObject({
      name: 'RenderTimeoutError',
      message:
        'the render took longer than limits.timeout, 0.05 seconds; try again, or allow longer',
    });
    expect(signal.aborted).toBe(true);
    // No time is left for anything else.
    await expect(waitFor(Promise.resolve(7))).rejects.toBeInstanceOf(RenderTimeoutError);
  });

  it('does not count the time between two waits', async () => {
    const timers = manualTimers();
    const { waitFor, signal } = timeBudget({ timeout: 0.2 }, undefined, timers);
    for (let wait = 0; wait < 3; wait += 1) {
      expect(await waitFor(Promise.resolve(wait))).toBe(wait);
      timers.pass(150);
    }
    const waiting = waitFor(never);
    timers.pass(199);
    expect(signal.aborted).toBe(false);
    timers.pass(1);
    await expect(waiting).rejects.toBeInstanceOf(RenderTimeoutError);
  });

  it('counts simultaneous waits once', async () => {
    const timers = manualTimers();
    const { waitFor, signal } = timeBudget({ timeout: 2 }, undefined, timers);
    const works = Array.from({ length: 20 }, () => Promise.withResolvers<number>());
    const waits = works.map(({ promise }) => waitFor(promise));
    timers.pass(200);
    works.forEach(({ resolve }, index) => resolve(index));
    expect(await Promise.all(waits)).toHaveLength(20);
    const waiting = waitFor(never);
    timers.pass(1_799);
    expect(signal.aborted).toBe(false);
    timers.pass(1);
    await expect(waiting).rejects.toBeInstanceOf(RenderTimeoutError);
  });

  it("ends with the signal's reason, whenever it aborts", async () => {
    const reason = new Error('the client left');
    const caller = new AbortController();
    const { waitFor } = timeBudget({ timeout: 30 }, caller.signal);
    const waiting = waitFor(never);
    caller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(waitFor(Promise.resolve(7))).rejects.toBe(reason);
  });

  it('leaves no unhandled rejection behind', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', note);
    const timers = manualTimers();
    const { promise, reject } = Promise.withResolvers<never>();
    const waiting = timeBudget({ timeout: 0.01 }, undefined, timers).waitFor(promise);
    timers.pass(10);
    await expect(waiting).rejects.toThrow('limits.timeout');
    reject(new Error('later'));
    // Node reports it once the microtasks are done.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  it('yields results until they take too long', async () => {
    const timers = manualTimers();
    const { forEach } = timeBudget({ timeout: 0.05 }, undefined, timers);
    const reading = forEach(endless().results, () => undefined);
    expect(await reading.next()).toEqual({ done: false, value: 1 });
    const waiting = reading.next();
    timers.pass(50);
    await expect(waiting).rejects.toBeInstanceOf(RenderTimeoutError);
  });

  it('stops the source of the results when the reader stops', async () => {
    const { forEach } = timeBudget({ timeout: 30 }, undefined);
    const { state, results } = endless();
    for await (const result of forEach(results, () => undefined)) {
      expect(result).toBe(1);
      break;
    }
    expect(state.stopped).toBe(true);
  });
});
