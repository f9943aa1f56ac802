import { setFlagsFromString } from 'node:v8';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { addressSignatures, systemClock } from '@thumbing/adapters';
import { createDelivery } from '@thumbing/api/delivery';
import { makeRenditionEnvironment, V8_GC_FLAG } from '@thumbing/config/environment';
import { readMaterials } from '@thumbing/config/materials';
import { allowLoaders, formatsRead, render } from '@thumbing/image-processor';
import { FORMATS, SOURCE_FORMATS } from '@thumbing/image-processor/formats';
import { addressKeys } from '../adapters/address-keys.ts';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { dynamoQuotas } from '../adapters/dynamo-quotas.ts';
import { endingCopies } from '../adapters/files/ending-copies.ts';
import { removeCopies, s3Copies } from '../adapters/files/s3-copies.ts';
import { s3Originals } from '../adapters/files/s3-originals.ts';
import { renditionFiles } from '../adapters/files/s3-renditions.ts';
import { sendKept } from '../adapters/files/send-kept.ts';
import { streamDelivery } from '../http/stream-delivery.ts';
import { backgroundWork } from '../runtime/background-work.ts';
import { createLogger, failureFields } from '../runtime/logger.ts';
import { s3Options } from '../runtime/s3-options.ts';

setFlagsFromString(V8_GC_FLAG);

const env = makeRenditionEnvironment.fromEnv(process.env);
const { CONFIG: config, ORIGINALS_BUCKET, RENDITIONS_BUCKET, RECORDS_TABLE } = env;
const logger = createLogger('make-rendition');
const materials = readMaterials(config);
// An original keeps the format that it was accepted in, whatever its profile accepts by now. Vectors have a process of their own.
allowLoaders([
  ...SOURCE_FORMATS.filter((format) => !FORMATS[format].source.vector),
  ...formatsRead({ accept: [], variants: {}, formats: [], ...materials }),
]);

const s3 = new S3Client(s3Options(process.env));
const dynamo = new DynamoDBClient();
const background = backgroundWork();
const keys = addressKeys(env.ADDRESS_KEYS_ARN, systemClock);

const delivery = createDelivery({
  config,
  materials,
  render,
  records: dynamoImageRecords(dynamo, { table: RECORDS_TABLE }),
  quotas: dynamoQuotas(dynamo, RECORDS_TABLE),
  originals: {
    ...s3Originals(s3, ORIGINALS_BUCKET),
    // Called where the original is gone already: this function may delete none.
    remove: removeCopies(s3, RENDITIONS_BUCKET),
  },
  copies: endingCopies(s3Copies(s3, RENDITIONS_BUCKET), config.retention.originals, systemClock),
  renditions: renditionFiles(s3, RENDITIONS_BUCKET),
  signatures: addressSignatures({
    // Without a secret, no profile lets an address have a recipe.
    keys: env.ADDRESS_KEYS_ARN === '' ? async () => [] : keys,
    clock: systemClock,
  }),
  clock: systemClock,
  sendKept: sendKept(s3, RENDITIONS_BUCKET),
  // An environment of the function serves one request at a time.
  makes: { atOnce: 1, waiting: 0 },
  inBackground: background.add,
  onUnkept: (error) => logger.warn('file not kept', failureFields(error)),
});

export const handler = streamDelivery({ delivery, background, logger });
