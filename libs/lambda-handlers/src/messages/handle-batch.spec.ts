import type { Context } from 'aws-lambda';
import { handleBatch, type HandleBatchOptions } from './handle-batch.ts';
import type { RetryLater } from './retry-later.ts';
import { context, failed, sqsEvent } from '../testing/events.ts';

const logged: unknown[] = [];
beforeEach(() => logged.splice(0));

const batch = (options: Partial<HandleBatchOptions<string>> = {}, left?: Partial<Context>) => {
  const handler = handleBatch<string>({
    read: (body) => body.split(' '),
    imageOf: (work) => work,
    handle: async (work) => {
      if (work === 'broken') throw new Error('storage is down');
    },
    logger: {
      addContext: () => undefined,
      error: (...line: readonly unknown[]) => void logged.push(line),
    },
    ...options,
  });
  return async (...bodies: string[]) =>
    failed(await handler(sqsEvent(...bodies), { ...context, ...left }));
};

it('reports the messages that failed, and no other', async () => {
  expect(await batch()('one', 'broken', 'three')).toEqual(['m-1']);
});

it('reports a message of which one task failed', async () => {
  expect(await batch()('one broken', 'two')).toEqual(['m-0']);
});

it('throws if every message failed, so that Lambda counts an error', async () => {
  await expect(batch()('broken', 'broken')).rejects.toThrow(
    '2 of 2 messages failed; the errors are logged above',
  );
  expect(logged).toHaveLength(2);
});

it('reports a message that cannot be read, and handles the rest', async () => {
  const read = (body: string): string[] => {
    if (body === '?') throw new Error('the message is not JSON');
    return [body];
  };
  expect(await batch({ read })('?', 'one')).toEqual(['m-0']);
});

it('reports nothing for a message without tasks', async () => {
  expect(await batch({ read: () => [] })('one')).toEqual([]);
});

it('delays the retry of failed messages, and no other', async () => {
  const later: string[] = [];
  const retryLater: RetryLater = async ({ receiptHandle }) => void later.push(receiptHandle);
  expect(await batch({ retryLater })('one', 'broken', 'three')).toEqual(['m-1']);
  expect(later).toEqual(['receipt-1']);
});

it('reports a message even if its retry cannot be delayed', async () => {
  const retryLater = () => Promise.reject(new Error('the queue is down'));
  expect(await batch({ retryLater })('broken', 'two')).toEqual(['m-0']);
  expect(logged).toHaveLength(2);
});

it('delays the retry before Lambda ends a function that takes too long', async () => {
  const later: unknown[] = [];
  const retryLater: RetryLater = async ({ receiptHandle }, atLeast) =>
    void later.push([receiptHandle, atLeast]);
  const reported = Promise.withResolvers<undefined>();
  const logger = {
    addContext: () => undefined,
    error: (...[message]: readonly unknown[]) => {
      if (message === 'message is taking too long') setImmediate(() => reported.resolve(undefined));
    },
  };
  const left = { getRemainingTimeInMillis: () => 5_000 };
  const options = { retryLater, logger, handle: () => reported.promise };
  expect(await batch(options, left)('slow')).toEqual([]);
  expect(later).toEqual([['receipt-0', 5]]);
});

it('logs a failure under the id of its image', async () => {
  await batch()('broken', 'two');
  expect(logged).toEqual([
    [
      'message failed',
      expect.objectContaining({
        correlation_id: 'broken',
        messageId: 'm-0',
        attempt: 1,
        error: new Error('storage is down'),
      }),
    ],
  ]);
});

it('handles one message at a time, since each may need all memory', async () => {
  let running = 0;
  let most = 0;
  const handle = async () => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
  };
  await batch({ handle })('one', 'two', 'three');
  expect(most).toBe(1);
});
