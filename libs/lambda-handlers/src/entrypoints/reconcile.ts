import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { systemClock } from '@thumbing/adapters';
import { reconcileEnvironment } from '@thumbing/config/environment';
import { countFindings, reconcile } from '@thumbing/pipeline';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { dynamoInventory } from '../adapters/inventory/dynamo-inventory.ts';
import { dynamoProgress } from '../adapters/inventory/dynamo-progress.ts';
import { s3Inventory } from '../adapters/inventory/s3-inventory.ts';
import { s3Originals } from '../adapters/files/s3-originals.ts';
import { s3Renditions } from '../adapters/files/s3-renditions.ts';
import { sqsInbox } from '../adapters/sqs-inbox.ts';
import { reconcileDaily } from '../messages/reconcile-daily.ts';
import { functionMetrics } from '../runtime/function-metrics.ts';
import { createLogger, failureFields } from '../runtime/logger.ts';
import { s3Options } from '../runtime/s3-options.ts';

const env = reconcileEnvironment.fromEnv(process.env);
const logger = createLogger('reconcile');
const dynamo = new DynamoDBClient();
const metrics = functionMetrics(process.env);
const s3 = new S3Client(s3Options(process.env));

export const handler = reconcileDaily({
  reconcile: reconcile({
    records: dynamoImageRecords(dynamo, { table: env.RECORDS_TABLE }),
    originals: s3Originals(s3, env.ORIGINALS_BUCKET),
    renditions: s3Renditions(s3, env.RENDITIONS_BUCKET, env.ASSETS_URL),
    inventory: {
      records: dynamoInventory(dynamo, env.RECORDS_TABLE),
      originals: s3Inventory(s3, env.ORIGINALS_BUCKET),
      renditions: s3Inventory(s3, env.RENDITIONS_BUCKET),
    },
    inbox: sqsInbox(env.INBOX_URL),
    clock: systemClock,
    // Lambda's clock is AWS's own.
    isClockTrusted: () => true,
    onError: (error, id) => logger.error('image not compared', failureFields(error, id)),
  }),
  progress: dynamoProgress(dynamo, env.RECORDS_TABLE),
  onEnd: (report) => countFindings(metrics, report),
  clock: systemClock,
  logger,
});
