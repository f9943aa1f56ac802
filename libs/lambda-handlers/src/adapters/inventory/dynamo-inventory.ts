import {
  ScanCommand,
  type AttributeValue,
  type DynamoDBClient,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { Inventory, ListedRecord } from '@thumbing/pipeline';
import { recordOf } from '../dynamo-image-records.ts';

/** Items of one request; DynamoDB reads 1 MB at most. */
const MOST = 1_000;

/** Every record of the table, in the order of the table. Any replica may answer. */
export const dynamoInventory = (
  client: DynamoDBClient,
  table: string,
  size: number = MOST,
): Inventory<ListedRecord> => ({
  pages: async function* (from = '') {
    for (let next: string | undefined = from; next !== undefined;) {
      const { Items = [], LastEvaluatedKey }: ScanCommandOutput = await client.send(
        new ScanCommand({
          TableName: table,
          Limit: size,
          // Sums of quotas are in the table too.
          FilterExpression: 'attribute_exists(#record)',
          ProjectionExpression: 'id, #record',
          ExpressionAttributeNames: { '#record': 'record' },
          ...(next !== '' && { ExclusiveStartKey: { id: { S: next } } }),
        }),
      );
      next = LastEvaluatedKey?.['id']?.S;
      yield { items: Items.map(listedRecordOf), ...(next !== undefined && { next }) };
    }
  },
});

type Item = Record<string, AttributeValue>;

function listedRecordOf(item: Item): ListedRecord {
  const id = item['id']?.S ?? '';
  try {
    return { id, record: recordOf(item) };
  } catch {
    return { id };
  }
}
