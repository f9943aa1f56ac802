import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { systemClock } from '@thumbing/adapters';
import type { Config } from '@thumbing/config';
import { render } from '@thumbing/image-processor';
import { deleteImage, type ImageRecords, type Originals } from '@thumbing/pipeline';
import { memoryMetrics } from '@thumbing/pipeline/memory';
import { processImage } from '@thumbing/pipeline/process-image';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { snsEvents } from '../adapters/events/sns-events.ts';
import { s3Originals } from '../adapters/files/s3-originals.ts';
import { s3Renditions } from '../adapters/files/s3-renditions.ts';
import { sqsInbox } from '../adapters/sqs-inbox.ts';
import { handleBatch } from '../messages/handle-batch.ts';
import { originalMessages } from '../messages/originals-in.ts';
import { relayChanges } from '../messages/relay-changes.ts';
import { aws, newBucket, newTable, newTopic } from './aws.ts';
import { faultyNetwork, type FaultyNetwork } from './faulty-network.ts';
import { newQueue } from './queue-subscriber.ts';

/** The functions that follow an upload, with the real services behind a network that fails on demand. */
export interface FaultyEdition {
  readonly network: FaultyNetwork;
  readonly names: Readonly<Record<'originals' | 'renditions' | 'topic' | 'inbox', string>>;
  /** The same storage, reached without that network. */
  readonly storage: { readonly records: ImageRecords; readonly originals: Originals };
  /** Handler of `process-image`. */
  readonly processImages: ReturnType<typeof handleBatch>;
  /** Handler of `outbox`. */
  readonly relay: ReturnType<typeof relayChanges>;
  /** Deletes an image as `api` does. */
  readonly deleteImage: ReturnType<typeof deleteImage>;
}

const quiet = {
  addContext: () => undefined,
  error: () => undefined,
  info: () => undefined,
  warn: () => undefined,
};

export async function faultyEdition(
  config: Pick<Config, 'profiles' | 'limits'>,
): Promise<FaultyEdition> {
  const [topic, table] = [await newTopic(), await newTable()];
  const names = {
    originals: await newBucket(),
    renditions: await newBucket(),
    topic,
    inbox: (await newQueue(topic)).url,
  };
  const network = await faultyNetwork(aws.endpoint);
  const to = { endpoint: network.url };
  const s3 = new S3Client({ ...to, forcePathStyle: true });
  const deps = {
    records: dynamoImageRecords(new DynamoDBClient(to), { table }),
    originals: s3Originals(s3, names.originals),
    renditions: s3Renditions(s3, names.renditions, 'https://images.example.com'),
    events: snsEvents(topic, new SNSClient(to)),
    clock: systemClock,
    metrics: memoryMetrics(),
    config,
    render,
  };
  return {
    network,
    names,
    storage: {
      records: dynamoImageRecords(aws.dynamo, { table }),
      originals: s3Originals(aws.s3, names.originals),
    },
    processImages: handleBatch({
      ...originalMessages(quiet),
      handle: processImage(deps),
      logger: quiet,
    }),
    relay: relayChanges({ inbox: sqsInbox(names.inbox, new SQSClient(to)), logger: quiet }),
    deleteImage: deleteImage(deps),
  };
}
