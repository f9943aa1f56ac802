import {
  QueryCommand,
  type DynamoDBClient,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { RECORDS_TABLE } from '@thumbing/config';

/**
 * Ids of the images that wait for an original though their grant ended before this time, the first that ended first. Read page
 * by page from an index, which is eventually consistent: an image may have changed since.
 */
export async function* endedGrants(
  client: DynamoDBClient,
  table: string,
  before: Date,
): AsyncGenerator<string> {
  const { name, partition, sort } = RECORDS_TABLE.pendingIndex;
  let from: QueryCommandInput['ExclusiveStartKey'];
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: name,
        KeyConditionExpression: '#partition = :pending AND #sort < :before',
        ExpressionAttributeNames: { '#partition': partition, '#sort': sort },
        ExpressionAttributeValues: {
          ':pending': { S: 'pending' },
          ':before': { S: before.toISOString() },
        },
        ExclusiveStartKey: from,
      }),
    );
    for (const { id } of Items) if (id?.S !== undefined) yield id.S;
    from = LastEvaluatedKey;
  } while (from);
}
