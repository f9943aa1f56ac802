import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type AttributeValue,
  type DynamoDBClient,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { RECORDS_TABLE } from '@thumbing/config';
import {
  imageRecord,
  isReopenable,
  type ImageQuery,
  type ImageRecord,
  type ImageRecords,
} from '@thumbing/pipeline';

type Item = Record<string, AttributeValue>;

export interface DynamoImageRecordsOptions {
  readonly table: string;
  /** Seconds from its expiry until the record of an expired image is deleted (TTL). @default never */
  readonly forgetAfter?: number;
}

/**
 * Image records in one DynamoDB table, as `RECORDS_TABLE` defines it. Lists are read from an index, newest
 * id first, which is eventually consistent.
 */
export function dynamoImageRecords(
  client: DynamoDBClient,
  { table, forgetAfter }: DynamoImageRecordsOptions,
): ImageRecords {
  const put = async (record: ImageRecord, condition: Condition): Promise<void> => {
    const Item = itemOf(record, forgetAfter);
    await client.send(new PutItemCommand({ TableName: table, Item, ...condition }));
  };
  return {
    create: async (record) => {
      try {
        await put(record, IS_NEW);
      } catch (error) {
        if (!isStored(record, error)) throw error;
      }
    },
    get: async (id) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      return Item && recordOf(Item);
    },
    replace: async (record) => {
      try {
        await put({ ...record, version: record.version + 1 }, hasVersion(record.version));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    remove: async (id) => {
      await client.send(new DeleteItemCommand({ TableName: table, Key: { id: { S: id } } }));
    },
    list: (query) => list(client, table, query),
  };
}

type Condition = Pick<
  PutItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeValues' | 'ReturnValuesOnConditionCheckFailure'
>;

const IS_NEW: Condition = {
  ConditionExpression: 'attribute_not_exists(id)',
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
};

/** True for the failed condition of a put that the SDK repeated, since the response to the first was lost. */
const isStored = (record: ImageRecord, error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException &&
  error.Item?.['record']?.S === JSON.stringify(record);

const hasVersion = (version: number): Condition => ({
  ConditionExpression: 'version = :read',
  ExpressionAttributeValues: { ':read': { N: String(version) } },
});

async function list(
  client: DynamoDBClient,
  table: string,
  query: ImageQuery,
): Promise<readonly ImageRecord[]> {
  const found: ImageRecord[] = [];
  let from: Item | undefined;
  // A page of DynamoDB ends at 1 MB.
  do {
    const page = { Limit: query.limit - found.length, ExclusiveStartKey: from };
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({ TableName: table, ...conditionsOf(query), ...page }),
    );
    found.push(...Items.map(recordOf));
    from = LastEvaluatedKey;
  } while (from && found.length < query.limit);
  return found;
}

const itemOf = (record: ImageRecord, forgetAfter: number | undefined): Item => ({
  id: { S: record.id },
  version: { N: String(record.version) },
  profile: { S: record.profile },
  status: { S: record.status },
  // Without `owner`, an item is in no index, which leaves out deleted images.
  ...(record.deletedAt
    ? { [RECORDS_TABLE.deletedAt]: { S: record.deletedAt } }
    : { owner: { S: record.owner } }),
  ...(isWaiting(record) && {
    [RECORDS_TABLE.pendingIndex.sort]: { S: record.granted.expiresAt },
  }),
  ...(record.status === 'expired' &&
    record.settledAt !== undefined &&
    forgetAfter !== undefined && {
      // DynamoDB's TTL ignores times that are not whole seconds.
      [RECORDS_TABLE.forgetAt]: {
        N: String(Math.ceil(Date.parse(record.settledAt) / 1_000) + forgetAfter),
      },
    }),
  record: { S: JSON.stringify(record) },
});

/** True for an image that waits for its original, or for an operator. */
const isWaiting = (record: ImageRecord): boolean =>
  isReopenable(record) || (record.status === 'pending' && !record.deletedAt);

/** The record of an item. Throws if it cannot be read. */
export const recordOf = ({ record }: Item): ImageRecord =>
  imageRecord.parse(JSON.parse(record?.S ?? 'null'));

function conditionsOf({ owner, profile, status, before }: ImageQuery) {
  const given = Object.entries({ owner, profile, status }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const values = [...given, ...(before === undefined ? [] : [['id', before] as const])];
  return {
    IndexName: indexBy(given.map(([name]) => name)),
    KeyConditionExpression: values
      .map(([name]) => `#${name} ${name === 'id' ? '<' : '='} :${name}`)
      .join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(values.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      values.map(([name, value]) => [`:${name}`, { S: value }]),
    ),
    ScanIndexForward: false,
  };
}

const indexBy = (names: readonly string[]): string | undefined =>
  Object.entries(RECORDS_TABLE.indexes).find(([, keys]) => keys.join() === names.join())?.[0];
