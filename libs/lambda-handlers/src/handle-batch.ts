import type { Logger } from '@aws-lambda-powertools/logger';
import type {
  Context,
  SQSBatchItemFailure,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda';
import { failure } from './logger.ts';

export interface HandleBatchOptions<Work> {
  /** What a message asks for. */
  readonly read: (body: string) => readonly Work[];
  readonly handle: (work: Work) => Promise<void>;
  /** The id of the image that the work is about. */
  readonly imageOf: (work: Work) => string;
  /** Has a message that failed come again when it should; without it, when its queue shows it again. */
  readonly retryLater?: (record: SQSRecord) => Promise<void>;
  readonly logger: Pick<Logger, 'addContext' | 'error'>;
}

export type BatchHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/**
 * A batch of messages, one after the other: each that fails is delivered again, and those that do not are
 * done. When all of them fail it throws, which has the same effect, and which Lambda counts as an error.
 */
export function handleBatch<Work>(options: HandleBatchOptions<Work>): BatchHandler {
  return async ({ Records }, context) => {
    options.logger.addContext(context);
    const batchItemFailures: SQSBatchItemFailure[] = [];
    for (const record of Records) {
      if (await succeeds(record, options)) continue;
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
  { read, handle, imageOf, retryLater, logger }: HandleBatchOptions<Work>,
): Promise<boolean> {
  const { messageId, body, attributes } = record;
  const told = { messageId, attempt: Number(attributes.ApproximateReceiveCount) };
  let image: string | undefined;
  try {
    for (const work of read(body)) {
      image = imageOf(work);
      await handle(work);
    }
    return true;
  } catch (error) {
    logger.error('a message failed', { ...told, ...failure(error, image) });
  }
  try {
    await retryLater?.(record);
  } catch (error) {
    logger.error('a message comes again at another time than it should', {
      ...told,
      ...failure(error, image),
    });
  }
  return false;
}
