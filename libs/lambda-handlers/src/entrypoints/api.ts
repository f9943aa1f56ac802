import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { systemClock } from '@thumbing/adapters';
import { createApi } from '@thumbing/api';
import { apiEnvironment } from '@thumbing/config/environment';
import { v7 as newId } from 'uuid';
import { assetUrl } from '../adapters/asset-url.ts';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { gatewayIdentity } from '../adapters/gateway-identity.ts';
import { bucketUrl, presignedUploadGrants } from '../adapters/presigned-upload-grants.ts';
import { announceLater } from '../adapters/lazy-sns-events.ts';
import { answerApi } from '../http/answer-api.ts';
import { credentialsIn } from '../runtime/lambda-credentials.ts';
import { about, createLogger, failure } from '../runtime/logger.ts';
import { once } from '../runtime/lazy.ts';
import { s3Options } from '../runtime/s3-options.ts';

const SERVICE = 'api';

const env = apiEnvironment.fromEnv(process.env);
const region = process.env['AWS_REGION'] ?? '';
const logger = createLogger(SERVICE);
const identity = gatewayIdentity();
const records = dynamoImageRecords(new DynamoDBClient(), {
  table: env.RECORDS_TABLE,
  forgetAfter: env.FORGET_AFTER,
});

/** Only a deletion needs S3 and SQS: their clients are loaded with the first one. */
const inbox = once(async () => (await import('../adapters/sqs-inbox.ts')).sqsInbox(env.INBOX_URL));
const files = once(async () => (await import('../files.ts')).files(env, process.env));

const grants = presignedUploadGrants({
  bucketUrl: bucketUrl(env.ORIGINALS_BUCKET, region, s3Options(process.env).endpoint),
  region,
  credentials: () => credentialsIn(process.env),
  clock: systemClock,
});

const api = createApi({
  config: env.CONFIG,
  records,
  grants: {
    issue: async (grant) => {
      const upload = await grants.issue(grant);
      logger.info('an upload is granted', about(grant.key.id));
      return upload;
    },
  },
  originals: { remove: async (key) => (await files()).originals.remove(key) },
  renditions: {
    ...assetUrl(env.ASSETS_URL),
    removeAll: async (image) => (await files()).renditions.removeAll(image),
  },
  events: announceLater(env.EVENTS_TOPIC_ARN, SERVICE),
  inbox: { send: async (image, options) => (await inbox()).send(image, options) },
  identity,
  clock: systemClock,
  newId,
  // Whatever the id, an answer shows that the table is there.
  health: async () => {
    await records.get('health');
  },
  onError: (error) => logger.error('a request failed', failure(error)),
});

export const handler = answerApi({ api, identity, logger });
