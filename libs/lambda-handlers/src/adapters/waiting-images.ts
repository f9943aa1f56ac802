import {
  QueryCommand,
  type DynamoDBClient,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { RECORDS_TABLE } from '@thumbing/config';

export interface WaitingImagesQuery {
  /** `pending`: waits for its original. Others were given up, with their original, and wait for an operator. */
  readonly status: 'pending' | 'failed' | 'rejected';
  /** Only images whose grant ended before this time. @default all */
  readonly before?: Date;
}

/**
 * Ids of the images that wait, the first whose grant ended first. Read page by page from an index, which is eventually
 * consistent: an image may have changed since.
 */
export async function* waitingImages(
  client: DynamoDBClient,
  table: string,
  { status, before }: WaitingImagesQuery,
): AsyncGenerator<string> {
  const { name, partition, sort } = RECORDS_TABLE.pendingIndex;
  let from: QueryCommandInput['ExclusiveStartKey'];
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: name,
        KeyConditionExpression: `#partition = :status${before ? ' AND #sort < :before' : ''}`,
        ExpressionAttributeNames: { '#partition': partition, ...(before && { '#sort': sort }) },
        ExpressionAttributeValues: {
          ':status': { S: status },
          ...(before && { ':before': { S: before.toISOString() } }),
        },
        ExclusiveStartKey: from,
      }),
    );
    for (const { id } of Items) if (id?.S !== undefined) yield id.S;
    from = LastEvaluatedKey;
  } while (from);
}
