import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { systemClock } from '@thumbing/adapters';
import { deadLetterEnvironment } from '@thumbing/config/environment';
import { giveUp } from '@thumbing/pipeline';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { announceLater } from '../announce-later.ts';
import { files } from '../files.ts';
import { handleBatch } from '../handle-batch.ts';
import { createLogger } from '../logger.ts';
import { originalsIn } from '../originals-in.ts';

const SERVICE = 'dead-letter';

const env = deadLetterEnvironment.fromEnv(process.env);
const logger = createLogger(SERVICE);

const fail = giveUp({
  records: dynamoImageRecords(new DynamoDBClient(), { table: env.RECORDS_TABLE }),
  ...files(env, process.env),
  events: announceLater(env.EVENTS_TOPIC_ARN, SERVICE),
  clock: systemClock,
});

export const handler = handleBatch({
  read: (body) => originalsIn(body, () => logger.warn('an object that is no original was ignored')),
  imageOf: ({ id }) => id,
  handle: async (key) => {
    await fail(key);
    logger.error('an original could not be processed', { correlation_id: key.id });
  },
  logger,
});
