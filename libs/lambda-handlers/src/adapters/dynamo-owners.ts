import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Returns the owner of an image, or `undefined` for one without a record, or whose deletion has begun. */
export type OwnerOf = (id: string) => Promise<string | undefined>;

/** Reads owners from the table of records, and nothing else of a record: it need not be readable. */
export const dynamoOwners =
  (client: DynamoDBClient, table: string): OwnerOf =>
  async (id) => {
    const { Item } = await client.send(
      new GetItemCommand({
        TableName: table,
        Key: { id: { S: id } },
        ConsistentRead: true,
        ProjectionExpression: '#owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
      }),
    );
    return Item?.['owner']?.S;
  };
