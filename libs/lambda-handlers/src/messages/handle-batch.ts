import type { Logger } from '@aws-lambda-powertools/logger';
import type {
  Context,
  SQSBatchItemFailure,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda';
import { failureFields, imageFields } from '../runtime/logger.ts';
import type { RetryLater } from './retry-later.ts';

export interface HandleBatchOptions<Task> {
  /** Tasks that a message asks for. */
  readonly read: (body: string) => readonly Task[];
  readonly handle: (task: Task) => Promise<void>;
  /** Id of the image that a task is about. */
  readonly imageOf: (task: Task) => string;
  /** Delays the next delivery of a failed message. @default the queue's visibility timeout */
  readonly retryLater?: RetryLater;
  readonly logger: Pick<Logger, 'addContext' | 'error'>;
}

export type BatchHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** Milliseconds before Lambda's timeout that are left to change the visibility of a message. */
const RESERVE = 5_000;

/**
 * Handles a batch of messages one after the other, since each may need all of the function's memory.
 * Failed messages are reported to Lambda, which leaves them in the queue. Throws if all of them fail:
 * the effect on the queue is the same, and Lambda counts it as an error, which alarms watch.
 *
 * Written by hand rather than with Powertools' batch processor, which knows neither the delay of each
 * retry nor a message that outlasts the function's timeout.
 */
export function handleBatch<Task>(options: HandleBatchOptions<Task>): BatchHandler {
  return async ({ Records }, context) => {
    options.logger.addContext(context);
    const batchItemFailures: SQSBatchItemFailure[] = [];
    for (const record of Records) {
      if (await succeeds(record, context, options)) continue;
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    if (batchItemFailures.length === Records.length) {
      throw new Error(
        `${Records.length} of ${Records.length} messages failed; the errors are logged above`,
      );
    }
    return { batchItemFailures };
  };
}

async function succeeds<Task>(
  record: SQSRecord,
  context: Context,
  { read, handle, imageOf, retryLater, logger }: HandleBatchOptions<Task>,
): Promise<boolean> {
  const { messageId, body, attributes } = record;
  const messageFields = { messageId, attempt: Number(attributes.ApproximateReceiveCount) };
  let image: string | undefined;

  const delayRetry = async (extraSeconds = 0): Promise<void> => {
    try {
      await retryLater?.(record, extraSeconds);
    } catch (error) {
      logger.error(
        "could not change the visibility timeout of the message; it will be retried after the queue's default",
        { ...messageFields, ...failureFields(error, image) },
      );
    }
  };
  // Lambda ends a function at its timeout without warning, and the queue's default would hide the message
  // for much longer than its retry should take.
  const beforeTimeout = setTimeout(() => {
    logger.error('message is taking too long', { ...messageFields, ...imageFields(image) });
    void delayRetry(RESERVE / 1_000);
  }, context.getRemainingTimeInMillis() - RESERVE);

  try {
    for (const task of read(body)) {
      image = imageOf(task);
      await handle(task);
    }
    return true;
  } catch (error) {
    logger.error('message failed', { ...messageFields, ...failureFields(error, image) });
    await delayRetry();
    return false;
  } finally {
    clearTimeout(beforeTimeout);
  }
}
