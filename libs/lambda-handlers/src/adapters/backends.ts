import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { systemClock } from '@thumbing/adapters';
import { dynamoImageRecords } from './dynamo-image-records.ts';
import { announceLater } from './lazy-sns-events.ts';
import { files, type Buckets } from '../files.ts';

interface Places extends Buckets {
  readonly RECORDS_TABLE: string;
  readonly EVENTS_TOPIC_ARN: string;
}

/** What whoever settles images needs. */
export const stores = (places: Places, env: NodeJS.ProcessEnv, serviceName: string) => ({
  ...files(places, env),
  records: dynamoImageRecords(new DynamoDBClient(), { table: places.RECORDS_TABLE }),
  events: announceLater(places.EVENTS_TOPIC_ARN, serviceName),
  clock: systemClock,
});
