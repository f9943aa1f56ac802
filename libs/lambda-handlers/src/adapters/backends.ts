import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { systemClock } from '@thumbing/adapters';
import { measuredEvents, type Metrics } from '@thumbing/pipeline';
import { s3Options } from '../runtime/s3-options.ts';
import { dynamoImageRecords } from './dynamo-image-records.ts';
import { lazySnsEvents } from './events/lazy-sns-events.ts';
import { originalsWithCopies } from './files/s3-copies.ts';
import { s3Originals } from './files/s3-originals.ts';
import { s3Renditions } from './files/s3-renditions.ts';

export interface BucketNames {
  readonly ORIGINALS_BUCKET: string;
  readonly RENDITIONS_BUCKET: string;
  readonly ASSETS_URL: string;
}

export interface BackendNames extends BucketNames {
  readonly RECORDS_TABLE: string;
  readonly EVENTS_TOPIC_ARN: string;
}

/** Originals, with their copies, and renditions in S3, with one client for all. */
export function buckets(names: BucketNames, env: NodeJS.ProcessEnv) {
  const client = new S3Client(s3Options(env));
  return {
    originals: originalsWithCopies(
      s3Originals(client, names.ORIGINALS_BUCKET),
      client,
      names.RENDITIONS_BUCKET,
    ),
    renditions: s3Renditions(client, names.RENDITIONS_BUCKET, names.ASSETS_URL),
  };
}

/** Adapters of the functions that settle images: all ports of `processImage` and `markFailed`. */
export const backends = (names: BackendNames, env: NodeJS.ProcessEnv, metrics: Metrics) => ({
  ...buckets(names, env),
  records: dynamoImageRecords(new DynamoDBClient(), { table: names.RECORDS_TABLE }),
  events: measuredEvents(lazySnsEvents(names.EVENTS_TOPIC_ARN), { metrics, clock: systemClock }),
  metrics,
  clock: systemClock,
});
