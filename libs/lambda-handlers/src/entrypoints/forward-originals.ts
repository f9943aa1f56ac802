import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { forwardOriginalsEnvironment } from '@thumbing/config/environment';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { sqsInbox } from '../adapters/sqs-inbox.ts';
import { handleBatch } from '../messages/handle-batch.ts';
import { originalMessages } from '../messages/originals-in.ts';
import { createLogger } from '../runtime/logger.ts';

const env = forwardOriginalsEnvironment.fromEnv(process.env);
const logger = createLogger('forward-originals');
const inbox = sqsInbox(env.INBOX_URL);
const records = dynamoImageRecords(new DynamoDBClient(), { table: env.RECORDS_TABLE });

export const handler = handleBatch({
  ...originalMessages(logger),
  handle: async (key) => {
    const record = await records.get(key.id);
    // Without a record, it holds nobody up in a group of its own, and the worker knows what to do with it.
    await inbox.send(key, { group: record?.owner ?? key.id });
  },
  logger,
});
