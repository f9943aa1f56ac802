import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { RECORDS_TABLE } from '@thumbing/config';
import {
  imageRecord,
  type ImageQuery,
  type ImageRecord,
  type ImageRecords,
} from '@thumbing/pipeline';

const { byOwner, readyByOwner } = RECORDS_TABLE.indexes;

type Item = Record<string, AttributeValue>;

export interface DynamoImageRecordsOptions {
  readonly table: string;
  /** Seconds after its grant has expired that a pending record is forgotten. Without it, none is written. */
  readonly forgetAfter?: number;
}

/**
 * Image records in one table as `RECORDS_TABLE` has it. Lists are read from an index, newest id first; it
 * follows the table within moments.
 */
export function dynamoImageRecords(
  client: DynamoDBClient,
  { table, forgetAfter }: DynamoImageRecordsOptions,
): ImageRecords {
  const itemOf = (record: ImageRecord): Item => ({
    id: { S: record.id },
    version: { N: String(record.version) },
    profile: { S: record.profile },
    status: { S: record.status },
    ...indexed(record),
    ...(record.status === 'pending' &&
      forgetAfter !== undefined && {
        // DynamoDB ignores times that are not whole seconds.
        [RECORDS_TABLE.forgetAt]: {
          N: String(Math.ceil(Date.parse(record.granted.expiresAt) / 1_000) + forgetAfter),
        },
      }),
    record: { S: JSON.stringify(record) },
  });

  return {
    create: async (record) => {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: itemOf(record),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
    },
    get: async (id) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      return Item && recordOf(Item);
    },
    replace: async (record) => {
      try {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: itemOf({ ...record, version: record.version + 1 }),
            ConditionExpression: 'version = :read',
            ExpressionAttributeValues: { ':read': { N: String(record.version) } },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    remove: async (id) => {
      await client.send(new DeleteItemCommand({ TableName: table, Key: { id: { S: id } } }));
    },
    list: async (query) => {
      const found: ImageRecord[] = [];
      let from: Item | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({ TableName: table, ...conditionsOf(query), ExclusiveStartKey: from }),
        );
        found.push(...Items.map(recordOf));
        from = LastEvaluatedKey;
      } while (from && found.length < query.limit);
      return found.slice(0, query.limit);
    },
  };
}

const recordOf = ({ record }: Item): ImageRecord =>
  imageRecord.parse(JSON.parse(record?.S ?? 'null'));

/** An item without the key of an index is not in it: nothing whose deletion has begun is in any. */
function indexed({ owner, profile, status, deletedAt }: ImageRecord): Item {
  if (deletedAt) return {};
  return {
    [byOwner]: { S: owner },
    ...(status === 'ready' && { [readyByOwner]: { S: readyOf(profile, owner) } }),
  };
}

/** A profile has no slash in its name; whatever an owner has in theirs comes after the first. */
const readyOf = (profile: string, owner: string): string => `${profile}/${owner}`;

function conditionsOf({ owner, profile, status, before, limit }: ImageQuery) {
  const exact = status === 'ready' && profile !== undefined;
  const filters = exact ? {} : { profile, status };
  const equals = {
    ...(exact ? { [readyByOwner]: readyOf(profile, owner) } : { [byOwner]: owner }),
    ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)),
  };
  const [key = '', ...filtered] = Object.keys(equals);
  const values = Object.entries({ ...equals, ...(before !== undefined && { id: before }) });
  return {
    IndexName: exact ? 'readyByOwner' : 'byOwner',
    KeyConditionExpression: `#${key} = :${key}${before === undefined ? '' : ' AND #id < :id'}`,
    // The limit is of what is read: whoever filters reads on until there is enough.
    ...(filtered.length > 0
      ? { FilterExpression: filtered.map((name) => `#${name} = :${name}`).join(' AND ') }
      : { Limit: limit }),
    ExpressionAttributeNames: Object.fromEntries(values.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      values.map(([name, value]) => [`:${name}`, { S: value }]),
    ),
    ScanIndexForward: false,
  };
}
