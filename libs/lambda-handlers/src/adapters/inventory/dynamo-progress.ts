import { GetItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { reconciliation, type Reconciliation } from '@thumbing/pipeline';

/** Store of a reconciliation between the runs of its function. */
export interface Progress {
  /** The last one saved; `undefined` if there is none, or if another version saved it. */
  readonly load: () => Promise<Reconciliation | undefined>;
  readonly save: (report: Reconciliation) => Promise<void>;
}

/** No UUID, as ids of records are. */
const KEY = { id: { S: 'reconciliation' } };

/** An item in the table of records, which is in no index. */
export const dynamoProgress = (client: DynamoDBClient, table: string): Progress => ({
  load: async () => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: KEY, ConsistentRead: true }),
    );
    return reconciliation.safeParse(JSON.parse(Item?.['progress']?.S ?? 'null')).data;
  },
  save: async (report) => {
    const Item = { ...KEY, progress: { S: JSON.stringify(report) } };
    await client.send(new PutItemCommand({ TableName: table, Item }));
  },
});
