import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { systemClock } from '@thumbing/adapters';
import { INBOX_RETRIES } from '@thumbing/config';
import { processImageEnvironment } from '@thumbing/config/environment';
import { allowLoaders } from '@thumbing/image-processor';
import { processImage } from '@thumbing/pipeline/process-image';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { announceLater } from '../announce-later.ts';
import { files } from '../files.ts';
import { handleBatch } from '../handle-batch.ts';
import { createLogger } from '../logger.ts';
import { originalsIn } from '../originals-in.ts';
import { retryLater } from '../retry-later.ts';

const SERVICE = 'process-image';

const env = processImageEnvironment.fromEnv(process.env);
const logger = createLogger(SERVICE);
allowLoaders(Object.values(env.CONFIG.profiles).flatMap(({ accept }) => accept));

const makeRenditions = processImage({
  config: env.CONFIG,
  records: dynamoImageRecords(new DynamoDBClient(), { table: env.RECORDS_TABLE }),
  ...files(env, process.env),
  events: announceLater(env.EVENTS_TOPIC_ARN, SERVICE),
  clock: systemClock,
});

export const handler = handleBatch({
  read: (body) => originalsIn(body, () => logger.warn('an object that is no original was ignored')),
  imageOf: ({ id }) => id,
  handle: async (key) => {
    await makeRenditions(key);
    logger.info('an original was processed', { correlation_id: key.id });
  },
  retryLater: retryLater(env.QUEUE_URL, INBOX_RETRIES),
  logger,
});
