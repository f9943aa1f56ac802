import { manualTimers } from './testing/manual-timers.ts';
import { timeBudget } from './time-budget.ts';

const never = new Promise<never>(() => undefined);

describe('the CPU time of a time budget', () => {
  it('blames the image for the CPU time that it takes, and for no other time', async () => {
    const timers = manualTimers();
    timers.use(5_000);
    const { waitFor } = timeBudget({ timeout: 600, cpuTime: 2 }, undefined, timers);
    const waiting = waitFor(never);
    timers.use(1_999);
    timers.pass(500_000);
    expect(await Promise.race([waiting, Promise.resolve('still waiting')])).toBe('still waiting');
    timers.use(2);
    timers.pass(1_000);
    await expect(waiting).rejects.toMatchObject({
      code: 'too-slow',
      message:
        'this image takes more CPU time than the limit of 2 seconds; send a smaller or simpler one',
    });
  });

  it('counts the CPU time between two waits, in which the next files are made', async () => {
    const timers = manualTimers();
    const { waitFor } = timeBudget({ timeout: 30, cpuTime: 1 }, undefined, timers);
    await waitFor(Promise.resolve(1));
    timers.use(1_001);
    timers.pass(1_000);
    const waiting = waitFor(never);
    timers.pass(100);
    await expect(waiting).rejects.toMatchObject({ code: 'too-slow' });
  });

  it('leaves no timer behind after a wait', async () => {
    const timers = manualTimers();
    const { waitFor } = timeBudget({ timeout: 30, cpuTime: 1 }, undefined, timers);
    const { promise, resolve } = Promise.withResolvers<number>();
    const waiting = waitFor(promise);
    expect(timers.pending()).toBe(2);
    timers.pass(100);
    expect(timers.pending()).toBe(2);
    resolve(1);
    await waiting;
    expect(timers.pending()).toBe(0);
  });
});
