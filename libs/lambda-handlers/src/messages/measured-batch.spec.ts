import { memoryMetrics, type Measurement } from '@thumbing/pipeline/memory';
import { sumsOf } from '@thumbing/pipeline/testing';
import { context, sqsEvent } from '../testing/events.ts';
import type { BatchHandler } from './handle-batch.ts';
import { measuredBatch } from './measured-batch.ts';

describe('measuredBatch', () => {
  /** Metrics of a batch of three messages, which a handler answers in some way. */
  async function measured(handle: BatchHandler, queue: 'inbox' | 'webhook', receives = [1, 1, 1]) {
    const recorded: Measurement[] = [];
    const { Records } = sqsEvent(...receives.map(String));
    const event = {
      Records: Records.map((record, index) => ({
        ...record,
        attributes: {
          ...record.attributes,
          ApproximateReceiveCount: String(receives[index]),
          SentTimestamp: '1767225600000',
          ApproximateFirstReceiveTimestamp: '1767225602500',
        },
      })),
    };
    const handler = measuredBatch(handle, { metrics: memoryMetrics(recorded), queue });
    const response = await handler(event, context).catch(String);
    return { response, sums: sumsOf(recorded) };
  }
  const answering =
    (...ids: string[]): BatchHandler =>
    async () => ({
      batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
    });

  it('records how long messages waited in the inbox until they were first received', async () => {
    const { sums } = await measured(answering(), 'inbox', [1, 2, 1]);
    expect(sums).toEqual([{ name: 'step_seconds', labels: { step: 'wait' }, value: 5 }]);
  });

  it('counts the messages that failed', async () => {
    const { response, sums } = await measured(answering('m-0', 'm-2'), 'webhook');
    expect(response).toMatchObject({ batchItemFailures: { length: 2 } });
    expect(sums).toEqual([{ name: 'failed_attempts', labels: { queue: 'webhook' }, value: 2 }]);
  });

  it('counts all of them if the batch failed, which it still does', async () => {
    const failing = () => Promise.reject(new Error('3 of 3 messages failed'));
    const { response, sums } = await measured(failing, 'webhook');
    expect(response).toBe('Error: 3 of 3 messages failed');
    expect(sums).toEqual([{ name: 'failed_attempts', labels: { queue: 'webhook' }, value: 3 }]);
  });
});
