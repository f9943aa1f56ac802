import type { Metrics } from '@thumbing/pipeline';
import type { BatchHandler } from './handle-batch.ts';

export interface MeasuredBatchOptions {
  readonly metrics: Metrics;
  /** Name of the queue, as both editions call it. */
  readonly queue: 'inbox' | 'webhook';
}

/**
 * Records failed attempts, and how long messages waited in the inbox until they were first received. SQS tells no more of
 * a retry than that it is one.
 */
export const measuredBatch =
  (handle: BatchHandler, { metrics, queue }: MeasuredBatchOptions): BatchHandler =>
  async (event, context) => {
    const failed = (count: number): void => {
      if (count > 0) metrics.count('failed_attempts', { queue }, count);
    };
    for (const { attributes } of queue === 'inbox' ? event.Records : []) {
      const { ApproximateReceiveCount, ApproximateFirstReceiveTimestamp, SentTimestamp } =
        attributes;
      if (Number(ApproximateReceiveCount) > 1) continue;
      const waited = Number(ApproximateFirstReceiveTimestamp) - Number(SentTimestamp);
      metrics.took('wait', waited / 1_000);
    }
    try {
      const response = await handle(event, context);
      failed(response.batchItemFailures.length);
      return response;
    } catch (error) {
      failed(event.Records.length);
      throw error;
    }
  };
