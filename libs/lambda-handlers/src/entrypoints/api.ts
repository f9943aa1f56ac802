import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { systemClock } from '@thumbing/adapters';
import { createApi } from '@thumbing/api';
import { apiEnvironment } from '@thumbing/config/environment';
import { v7 as newId } from 'uuid';
import { assetUrl } from '../adapters/files/asset-url.ts';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { dynamoQuotas } from '../adapters/dynamo-quotas.ts';
import { dynamoReadiness } from '../adapters/dynamo-readiness.ts';
import { bucketUrl, presignedUploadGrants } from '../adapters/presigned-upload-grants.ts';
import { answerApi } from '../http/answer-api.ts';
import { functionMetrics } from '../runtime/function-metrics.ts';
import { lambdaCredentials } from '../runtime/lambda-credentials.ts';
import { createLogger, failureFields, imageFields } from '../runtime/logger.ts';
import { s3Options } from '../runtime/s3-options.ts';

const SERVICE = 'api';

const env = apiEnvironment.fromEnv(process.env);
const region = process.env['AWS_REGION'] ?? '';
const logger = createLogger(SERVICE);
const dynamo = new DynamoDBClient();
const records = dynamoImageRecords(dynamo, { table: env.RECORDS_TABLE });

const grants = presignedUploadGrants({
  bucketUrl: bucketUrl(env.ORIGINALS_BUCKET, region, s3Options(process.env).endpoint),
  region,
  credentials: () => lambdaCredentials(process.env),
  clock: systemClock,
});

const api = createApi({
  config: env.CONFIG,
  records,
  grants: {
    issue: async (grant) => {
      const upload = await grants.issue(grant);
      logger.info('upload granted', imageFields(grant.key.id));
      return upload;
    },
  },
  quotas: dynamoQuotas(dynamo, env.RECORDS_TABLE),
  renditions: assetUrl(env.ASSETS_URL),
  clock: systemClock,
  newId,
  readiness: { records: dynamoReadiness(dynamo, env.RECORDS_TABLE) },
  metrics: functionMetrics(process.env),
  onError: (error) => logger.error('request failed', failureFields(error)),
  onInvalidToken: (reason) => logger.warn('token refused', { reason }),
});

export const handler = answerApi({ api, clock: systemClock, logger });
