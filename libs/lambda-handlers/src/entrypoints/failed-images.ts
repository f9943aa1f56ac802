import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { failedImagesEnvironment } from '@thumbing/config/environment';
import { redriveImage } from '@thumbing/pipeline';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { s3Originals } from '../adapters/files/s3-originals.ts';
import { sqsInbox } from '../adapters/sqs-inbox.ts';
import { waitingImages } from '../adapters/waiting-images.ts';
import { failedImages } from '../messages/failed-images.ts';
import { createLogger } from '../runtime/logger.ts';
import { s3Options } from '../runtime/s3-options.ts';

const env = failedImagesEnvironment.fromEnv(process.env);
const table = env.RECORDS_TABLE;
const dynamo = new DynamoDBClient();
const records = dynamoImageRecords(dynamo, { table });

export const handler = failedImages({
  records,
  waiting: async function* () {
    yield* waitingImages(dynamo, table, { status: 'failed' });
    yield* waitingImages(dynamo, table, { status: 'rejected' });
  },
  redrive: redriveImage({
    records,
    originals: s3Originals(new S3Client(s3Options(process.env)), env.ORIGINALS_BUCKET),
    inbox: sqsInbox(env.INBOX_URL),
  }),
  logger: createLogger('failed-images'),
});
