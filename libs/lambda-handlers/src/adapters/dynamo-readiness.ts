import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ReadinessCheck } from '@thumbing/api';

/**
 * Throws if the table does not respond. Reads one key, which need not exist; any replica of the table may answer,
 * which costs half of a consistent read.
 */
export const dynamoReadiness =
  (client: DynamoDBClient, table: string): ReadinessCheck =>
  async () => {
    const Key = { id: { S: 'ready' } };
    await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: false }));
    return undefined;
  };
