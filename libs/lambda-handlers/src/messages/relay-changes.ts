import type { Logger } from '@aws-lambda-powertools/logger';
import type { Inbox } from '@thumbing/pipeline';
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
} from 'aws-lambda';
import * as z from 'zod/mini';
import { failureFields, imageFields } from '../runtime/logger.ts';

export interface RelayChangesDeps {
  readonly inbox: Inbox;
  readonly logger: Pick<Logger, 'addContext' | 'error' | 'info'>;
}

/** The parts of a stored record that are needed, so that a record of a newer version is relayed too. */
const changedRecord = z.object({
  id: z.string(),
  profile: z.string(),
  owner: z.string(),
  status: z.string(),
  deletedAt: z.optional(z.string()),
});

/**
 * Sends an image to the inbox when its record says that a worker must do the rest: its deletion has begun, or it has
 * expired. Lambda repeats a batch from the change that failed. Throws if that is the first: Lambda then counts an error,
 * which alarms watch.
 */
export const relayChanges =
  ({ inbox, logger }: RelayChangesDeps) =>
  async ({ Records }: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> => {
    logger.addContext(context);
    for (const [index, record] of Records.entries()) {
      const { Keys, SequenceNumber = '' } = record.dynamodb ?? {};
      try {
        await relay(record, { inbox, logger });
      } catch (error) {
        logger.error('change not relayed', failureFields(error, Keys?.['id']?.S));
        if (index === 0) throw error;
        return { batchItemFailures: [{ itemIdentifier: SequenceNumber }] };
      }
    }
    return { batchItemFailures: [] };
  };

async function relay({ dynamodb }: DynamoDBRecord, deps: RelayChangesDeps): Promise<void> {
  const text = dynamodb?.NewImage?.['record']?.S;
  // The record was removed.
  if (text === undefined) return;
  const { id, profile, owner, status, deletedAt } = changedRecord.parse(JSON.parse(text));
  if (deletedAt === undefined && status !== 'expired') return;
  await deps.inbox.send({ profile, id }, { group: owner });
  deps.logger.info('image sent to the inbox', imageFields(id));
}
