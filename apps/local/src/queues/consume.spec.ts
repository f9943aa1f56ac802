import type { OriginalKey } from '@thumbing/config';
import { manualClock } from '@thumbing/pipeline/testing';
import { message, scriptedQueue } from '../testing/scripted-queue.ts';
import { consume, type ConsumeOptions } from './consume.ts';

describe('consume', () => {
  const quiet: Pick<
    ConsumeOptions<OriginalKey>,
    'concurrency' | 'retryAfterSeconds' | 'clock' | 'onError'
  > = {
    concurrency: 1,
    retryAfterSeconds: (attempt) => 10 * attempt,
    clock: manualClock(),
    onError: () => undefined,
  };

  it('acknowledges handled messages, and delays the retry of failed ones', async () => {
    const { queue, answers, delivery, signals, add } = scriptedQueue();
    add(
      async () => [delivery(1)],
      async () => [delivery(3)],
    );
    const errors: unknown[] = [];
    let calls = 0;
    await consume({
      ...quiet,
      queue,
      stop: signals,
      handle: async () => {
        calls += 1;
        if (calls === 2) throw new Error('storage is down');
      },
      onError: (error, failed) =>
        void errors.push([String(error), failed?.message, failed?.attempt]),
    });
    expect(answers).toEqual(['done', 'retry after 30: storage is down']);
    expect(errors).toEqual([['Error: storage is down', message, 3]]);
  });

  it('parks a message whose error would last', async () => {
    const { queue, answers, delivery, signals, add } = scriptedQueue();
    add(async () => [delivery(1)]);
    const errors: string[] = [];
    await consume({
      ...quiet,
      queue,
      stop: signals,
      handle: () => Promise.reject(new RangeError('unreadable')),
      isLasting: (error) => error instanceof RangeError,
      onError: (error) => void errors.push(String(error)),
    });
    expect(answers).toEqual(['park']);
    expect(errors).toEqual(['RangeError: unreadable']);
  });

  it('keeps the reason of a failed attempt, with its causes', async () => {
    const { queue, answers, delivery, signals, add } = scriptedQueue();
    add(async () => [delivery(1)]);
    const cause = new Error('connect ECONNREFUSED');
    const handle = () => Promise.reject(new TypeError('fetch failed', { cause }));
    await consume({ ...quiet, queue, stop: signals, handle });
    expect(answers).toEqual(['retry after 10: fetch failed: connect ECONNREFUSED']);
  });

  it('repeats calls of a queue that cannot be used until they succeed', async () => {
    const { queue, answers, delivery, signals, add } = scriptedQueue();
    const first = delivery(1);
    let full = true;
    add(
      async () => {
        throw new Error('the disk is full');
      },
      async () => [
        {
          ...first,
          done: async () => {
            if (full) {
              full = false;
              throw new Error('the disk is still full');
            }
            return first.done();
          },
        },
      ],
      async () => [delivery(2)],
    );
    const errors: string[] = [];
    await consume({
      ...quiet,
      queue,
      stop: signals,
      handle: async () => undefined,
      onError: (error) => void errors.push(String(error)),
    });
    expect(answers).toEqual(['done', 'done']);
    expect(errors).toEqual(['Error: the disk is full', 'Error: the disk is still full']);
  });

  it.each([
    [
      'a failure of the queue once, whatever the number of workers',
      4,
      Array<string>(8).fill('full'),
      1,
    ],
    ['a failure again when it returns', 1, ['full', 'full', 'delivery', 'full', 'full'], 2],
  ])('reports %s', async (_, concurrency, script, reports) => {
    const { queue, delivery, signals, add } = scriptedQueue();
    for (const step of script) {
      add(async () => {
        if (step === 'full') throw new Error('the disk is full');
        return [delivery(1)];
      });
    }
    const errors: string[] = [];
    await consume({
      ...quiet,
      queue,
      concurrency,
      stop: signals,
      handle: async () => undefined,
      onError: (error) => void errors.push(String(error)),
    });
    expect(errors).toEqual(Array.from({ length: reports }, () => 'Error: the disk is full'));
  });

  it('finishes the message in progress when it is stopped, and takes no more', async () => {
    const { queue, answers, delivery, stop, signals, add } = scriptedQueue();
    add(
      async () => [delivery(1)],
      async () => [delivery(1)],
    );
    const begun = Promise.withResolvers<undefined>();
    const finish = Promise.withResolvers<undefined>();
    const working = consume({
      ...quiet,
      queue,
      stop: signals,
      handle: async () => {
        begun.resolve(undefined);
        await finish.promise;
      },
    });
    await begun.promise;
    stop.abort();
    expect(answers).toEqual([]);
    finish.resolve(undefined);
    await working;
    expect(answers).toEqual(['done']);
  });

  it('releases the message in progress when its work is given up, and charges nothing', async () => {
    const { queue, answers, delivery, stop, working, signals, add } = scriptedQueue();
    add(async () => [delivery(1)]);
    const errors: unknown[] = [];
    const given = Promise.withResolvers<AbortSignal>();
    const consuming = consume({
      ...quiet,
      queue,
      stop: signals,
      // It does not heed the signal: the work goes on for ever.
      handle: async (_, { signal }) => {
        given.resolve(signal);
        await new Promise(() => undefined);
      },
      onError: (error) => void errors.push(error),
    });
    const signal = await given.promise;
    stop.abort();
    expect(signal.aborted).toBe(false);
    working.abort();
    await consuming;
    expect(signal.aborted).toBe(true);
    expect(answers).toEqual(['release']);
    expect(errors).toEqual([]);
  });

  it('processes as many messages at the same time as `concurrency`', async () => {
    const { queue, delivery, signals, add } = scriptedQueue();
    for (let n = 0; n < 9; n += 1) add(async () => [delivery(1)]);
    let [busy, most] = [0, 0];
    await consume({
      ...quiet,
      queue,
      concurrency: 3,
      stop: signals,
      handle: async () => {
        busy += 1;
        most = Math.max(most, busy);
        await new Promise(setImmediate);
        busy -= 1;
      },
    });
    expect(most).toBe(3);
  });
});
