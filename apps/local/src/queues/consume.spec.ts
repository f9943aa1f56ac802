import { waitUntil } from '@thumbing/adapters/testing';
import { photo } from '@thumbing/image-processor/testing';
import type { OriginalKey } from '@thumbing/config';
import { giveUp } from '@thumbing/pipeline';
import { processImage } from '@thumbing/pipeline/process-image';
import { idOf, manualClock, recordOf } from '@thumbing/pipeline/testing';
import { createFile } from '../storage/atomic-file.ts';
import { consume, type ConsumeOptions } from './consume.ts';
import type { Delivery } from './queue.ts';
import { parts, type Parts } from '../testing/parts.ts';

const message: OriginalKey = { profile: 'avatar', id: idOf(1) };

/** A queue that hands out what a test has put into it, and then nothing. */
function scripted(...script: (() => Promise<readonly Delivery<OriginalKey>[]>)[]) {
  const answers: string[] = [];
  const delivery = (attempt: number): Delivery<OriginalKey> => ({
    message,
    attempt,
    done: async () => void answers.push('done'),
    retry: async (seconds) => void answers.push(`retry after ${seconds}`),
  });
  const stop = new AbortController();
  return {
    answers,
    delivery,
    stop,
    add: (...more: typeof script) => void script.push(...more),
    queue: {
      receive: async () => {
        const next = script.shift();
        if (!next) stop.abort();
        return next ? next() : [];
      },
    },
  };
}

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

  it('is done with what was handled, and tries again later what was not', async () => {
    const { queue, answers, delivery, stop, add } = scripted();
    add(
      async () => [delivery(1)],
      async () => [delivery(3)],
    );
    const errors: unknown[] = [];
    let calls = 0;
    await consume({
      ...quiet,
      queue,
      signal: stop.signal,
      handle: async () => {
        calls += 1;
        if (calls === 2) throw new Error('storage is down');
      },
      onError: (error, failed) =>
        void errors.push([String(error), failed?.message, failed?.attempt]),
    });
    expect(answers).toEqual(['done', 'retry after 30']);
    expect(errors).toEqual([['Error: storage is down', message, 3]]);
  });

  it('asks a queue that could not be read or answered until it can', async () => {
    const { queue, answers, delivery, stop, add } = scripted();
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
      signal: stop.signal,
      handle: async () => undefined,
      onError: (error) => void errors.push(String(error)),
    });
    expect(answers).toEqual(['done', 'done']);
    expect(errors).toEqual(['Error: the disk is full', 'Error: the disk is still full']);
  });

  it.each([
    ['once what is wrong with the queue, however many look', 4, Array<string>(8).fill('full'), 1],
    ['it again when it comes back', 1, ['full', 'full', 'delivery', 'full', 'full'], 2],
  ])('tells %s', async (_, concurrency, script, told) => {
    const { queue, delivery, stop, add } = scripted();
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
      signal: stop.signal,
      handle: async () => undefined,
      onError: (error) => void errors.push(String(error)),
    });
    expect(errors).toEqual(Array.from({ length: told }, () => 'Error: the disk is full'));
  });

  it('finishes the work in hand when it is told to stop, and takes no more', async () => {
    const { queue, answers, delivery, stop, add } = scripted();
    add(
      async () => [delivery(1)],
      async () => [delivery(1)],
    );
    const begun = Promise.withResolvers<undefined>();
    const finish = Promise.withResolvers<undefined>();
    const working = consume({
      ...quiet,
      queue,
      signal: stop.signal,
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

  it('works on as many at once as it may, and no more', async () => {
    const { queue, delivery, stop, add } = scripted();
    for (let n = 0; n < 9; n += 1) add(async () => [delivery(1)]);
    let [busy, most] = [0, 0];
    await consume({
      ...quiet,
      queue,
      concurrency: 3,
      signal: stop.signal,
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

describe('an image that cannot be processed, by no fault of its own', () => {
  let world: Parts;
  beforeEach(async () => {
    world = await parts({ webhooks: [{ url: 'https://app.example.com/hook' }] });
  });
  afterEach(() => world.close());

  it('is tried as often as it may be, then has failed, and the world is told', async () => {
    const { deps } = world;
    const png = await photo({ width: 20, height: 20, format: 'png' });
    await deps.records.create(recordOf());
    await createFile(deps.staging, deps.originals.pathOf(message), (file) => file.writeFile(png));
    await deps.inbox.send(message);

    const stop = new AbortController();
    const attempts: number[] = [];
    const common = {
      concurrency: 1,
      retryAfterSeconds: () => 0,
      clock: deps.clock,
      signal: stop.signal,
    };
    const renditions = {
      ...deps.renditions,
      write: async () => {
        throw new Error('storage is down');
      },
    };
    const working = Promise.all([
      consume({
        ...common,
        queue: deps.queues.inbox,
        handle: processImage({ ...deps, renditions }),
        onError: (_, failed) => void attempts.push(failed?.attempt ?? 0),
      }),
      consume({
        ...common,
        queue: deps.queues.deadLetters,
        handle: giveUp(deps),
        onError: () => undefined,
      }),
    ]);
    const [told] = await waitUntil(async () => {
      const deliveries = await deps.queues.webhooks[0]?.queue.receive({ max: 1, waitSeconds: 0 });
      return deliveries?.length === 1 && deliveries;
    });
    stop.abort();
    await working;

    expect(attempts).toEqual([1, 2, 3, 4, 5, 6]);
    expect(told?.message).toMatchObject({ type: 'thumbing.image.failed', subject: idOf(1) });
    expect(await deps.records.get(idOf(1))).toMatchObject({
      status: 'failed',
      error: { code: 'processing-failed' },
    });
    expect(await world.folder.files('renditions')).toEqual([]);
    expect(await world.folder.files('originals')).toEqual([`avatar/${idOf(1)}`]);
    const now = { max: 1, waitSeconds: 0 };
    expect(await deps.queues.inbox.receive(now)).toEqual([]);
    expect(await deps.queues.deadLetters.receive(now)).toEqual([]);
  });
});
