import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { systemClock } from '@thumbing/adapters';
import { UPLOAD_GRACE } from '@thumbing/config';
import { expireGrantsEnvironment } from '@thumbing/config/environment';
import { expireGrant } from '@thumbing/pipeline';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { waitingImages } from '../adapters/waiting-images.ts';
import { s3Originals } from '../adapters/files/s3-originals.ts';
import { sqsInbox } from '../adapters/sqs-inbox.ts';
import { expireEach } from '../messages/expire-each.ts';
import { createLogger } from '../runtime/logger.ts';
import { s3Options } from '../runtime/s3-options.ts';

const env = expireGrantsEnvironment.fromEnv(process.env);
const table = env.RECORDS_TABLE;
const dynamo = new DynamoDBClient();

export const handler = expireEach({
  ended: () =>
    waitingImages(dynamo, table, {
      status: 'pending',
      before: new Date(systemClock.now().getTime() - UPLOAD_GRACE * 1_000),
    }),
  expire: expireGrant({
    records: dynamoImageRecords(dynamo, { table, forgetAfter: env.FORGET_AFTER }),
    originals: s3Originals(new S3Client(s3Options(process.env)), env.ORIGINALS_BUCKET),
    inbox: sqsInbox(env.INBOX_URL),
    clock: systemClock,
  }),
  logger: createLogger('expire-grants'),
});
