import type { Logger } from '@aws-lambda-powertools/logger';
import type {
  Context,
  SQSBatchItemFailure,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda';
import { about, failure } from '../runtime/logger.ts';
import type { RetryLater } from './retry-later.ts';

export interface HandleBatchOptions<Work> {
  /** What a message asks for. */
  readonly read: (body: string) => readonly Work[];
  readonly handle: (work: Work) => Promise<void>;
  /** The id of the image that the work is about. */
  readonly imageOf: (work: Work) => string;
  /** Has a message that failed come again when it should; without it, when its queue shows it again. */
  readonly retryLater?: RetryLater;
  readonly logger: Pick<Logger, 'addContext' | 'error'>;
}

export type BatchHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** In milliseconds: enough to say that a message is to come again, before Lambda ends the function. */
const LAST_MOMENTS = 5_000;

/**
 * A batch of messages, one after the other: each that fails is delivered again, and those that do not are
 * done. When all of them fail it throws, which has the same effect, and which Lambda counts as an error.
 */
export function handleBatch<Work>(options: HandleBatchOptions<Work>): BatchHandler {
  return async ({ Records }, context) => {
    options.logger.addContext(context);
    const batchItemFailures: SQSBatchItemFailure[] = [];
    for (const record of Records) {
      if (await succeeds(record, context, options)) continue;
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    if (batchItemFailures.length === Records.length) {
      throw new Error(
        `${Records.length} of ${Records.length} messages failed, as was logged before`,
      );
    }
    return { batchItemFailures };
  };
}

async function succeeds<Work>(
  record: SQSRecord,
  context: Context,
  { read, handle, imageOf, retryLater, logger }: HandleBatchOptions<Work>,
): Promise<boolean> {
  const { messageId, body, attributes } = record;
  const told = { messageId, attempt: Number(attributes.ApproximateReceiveCount) };
  let image: string | undefined;

  const comesAgain = async (atLeast = 0): Promise<void> => {
    try {
      await retryLater?.(record, atLeast);
    } catch (error) {
      const said = { ...told, ...failure(error, image) };
      logger.error('a message comes again at another time than it should', said);
    }
  };
  // Who is ended by Lambda says nothing any more, and its queue would hide the message for much longer.
  const lastMoments = setTimeout(() => {
    logger.error('a message takes too long', { ...told, ...about(image) });
    void comesAgain(LAST_MOMENTS / 1_000);
  }, context.getRemainingTimeInMillis() - LAST_MOMENTS);

  try {
    for (const work of read(body)) {
      image = imageOf(work);
      await handle(work);
    }
    return true;
  } catch (error) {
    logger.error('a message failed', { ...told, ...failure(error, image) });
    await comesAgain();
    return false;
  } finally {
    clearTimeout(lastMoments);
  }
}
