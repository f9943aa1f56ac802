import type { OriginalKey } from '@thumbing/config';
import { consume } from '../queues/consume.ts';
import type { Delivery } from '../queues/queue.ts';
import { keyOf } from '../testing/images.ts';
import { steppedClock } from '../testing/stepped-clock.ts';
import { circuitBreaker, FAILURES, PAUSE } from './circuit-breaker.ts';

/** Consumes 20 messages with one worker, or several, while a receiver is up or down. */
function world({ concurrency = 1, random = 0 } = {}) {
  const clock = steppedClock();
  const stop = new AbortController();
  const waiting = Array.from({ length: 20 }, (_, n) => keyOf(n));
  const receiver = { up: false };
  const [charged, log]: [string[], string[]] = [[], []];
  const accepted: string[] = [];
  const delivery = (message: OriginalKey): Delivery<OriginalKey> => ({
    message,
    attempt: 1,
    deaths: 0,
    done: async () => void accepted.push(message.id),
    retry: async () => void charged.push(message.id),
    release: async () => void waiting.unshift(message),
    park: async () => undefined,
  });
  const breaker = circuitBreaker<OriginalKey>({
    queue: {
      receive: async ({ signal }) => {
        const next = waiting.shift();
        if (next) return [delivery(next)];
        await clock.sleep(20_000, signal);
        return [];
      },
    },
    handle: async () => {
      await new Promise(setImmediate);
      if (!receiver.up) throw new Error('503');
    },
    clock,
    random: () => random,
    onOpen: (error) => void log.push(`down: ${String(error)}`),
    onClose: ({ failures, milliseconds }) => void log.push(`back: ${failures} in ${milliseconds}`),
  });
  const consumed = consume({
    queue: breaker.queue,
    handle: breaker.handle,
    concurrency,
    retryAfterSeconds: () => 60,
    onError: () => undefined,
    clock,
    stop: { receiving: stop.signal, working: new AbortController().signal },
  });
  /** Waits until every worker sleeps. */
  const quiet = async (): Promise<void> => {
    do await new Promise(setImmediate);
    while (clock.sleeping() < concurrency);
    for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
  };
  return {
    breaker,
    receiver,
    charged,
    accepted,
    log,
    quiet,
    pass: async (milliseconds: number) => {
      clock.step(milliseconds);
      await quiet();
    },
    end: async () => {
      stop.abort();
      await consumed;
    },
  };
}

describe('circuitBreaker', () => {
  it('opens after some failures in a row, and charges no other message', async () => {
    const { quiet, charged, log, breaker, end } = world();
    await quiet();
    expect(breaker.isOpen()).toBe(true);
    expect(charged).toHaveLength(FAILURES);
    expect(log).toEqual(['down: Error: 503']);
    await end();
  });

  it('tries one message after each pause, twice as long as the one before', async () => {
    const { quiet, pass, charged, end } = world();
    await quiet();
    for (const [n, pause] of [1, 2, 4].entries()) {
      await pass(pause * PAUSE.first - 1);
      expect(charged).toHaveLength(FAILURES + n);
      await pass(1);
      expect(charged).toHaveLength(FAILURES + n + 1);
    }
    await end();
  });

  it('never pauses for longer than the longest pause', async () => {
    const { quiet, pass, charged, end } = world();
    await quiet();
    for (let n = 0; n < 10; n += 1) await pass(PAUSE.longest);
    expect(charged).toHaveLength(FAILURES + 10);
    await end();
  });

  it('spreads pauses by chance', async () => {
    const { quiet, pass, charged, end } = world({ random: 1 });
    await quiet();
    await pass(PAUSE.first / 2);
    expect(charged).toHaveLength(FAILURES + 1);
    await end();
  });

  it('closes with the first success, and says how long the outage was', async () => {
    const { quiet, pass, receiver, accepted, log, breaker, end } = world();
    await quiet();
    await pass(PAUSE.first);
    receiver.up = true;
    await pass(2 * PAUSE.first);
    expect(breaker.isOpen()).toBe(false);
    expect(accepted).toHaveLength(20 - FAILURES - 1);
    expect(log).toEqual(['down: Error: 503', `back: ${FAILURES + 1} in ${3 * PAUSE.first}`]);
    await end();
  });

  it('tries one message only, whatever the number of workers, and all go on afterwards', async () => {
    const { quiet, pass, receiver, charged, accepted, log, end } = world({ concurrency: 4 });
    await quiet();
    const inWork = charged.length;
    expect(inWork).toBeLessThan(FAILURES + 4);
    await pass(PAUSE.first);
    expect(charged).toHaveLength(inWork + 1);
    receiver.up = true;
    await pass(2 * PAUSE.first);
    expect(accepted).toHaveLength(20 - inWork - 1);
    expect(log).toHaveLength(2);
    await end();
  });

  it('does not open for failures between which a message was accepted', async () => {
    const { receiver, quiet, breaker, log, accepted, end } = world();
    receiver.up = true;
    await quiet();
    expect(accepted).toHaveLength(20);
    const failing = () =>
      breaker.handle(keyOf(1), { signal: new AbortController().signal }).catch(() => undefined);
    for (let n = 0; n < 3 * FAILURES; n += 1) {
      receiver.up = n % FAILURES === 0;
      await failing();
    }
    expect(breaker.isOpen()).toBe(false);
    expect(log).toEqual([]);
    await end();
  });

  it('does not take work that is given up for a failure', async () => {
    const { breaker, receiver, quiet, log, end } = world();
    receiver.up = true;
    await quiet();
    receiver.up = false;
    const stopped = { signal: AbortSignal.abort() };
    for (let n = 0; n < FAILURES; n += 1) {
      await expect(breaker.handle(keyOf(n), stopped)).rejects.toThrow('503');
    }
    expect(breaker.isOpen()).toBe(false);
    expect(log).toEqual([]);
    await end();
  });
});
