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
  type ImageQuery,
  type ImageRecord,
  type ImageRecords,
} from '@thumbing/pipeline';

const { byOwner, readyByOwner } = RECORDS_TABLE.indexes;

type Item = Record<string, AttributeValue>;

export interface DynamoImageRecordsOptions {
  readonly table: string;
  /** Seconds from the expiry of its grant until a pending record is deleted (TTL). @default never */
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
    create: (record) => put(record, { ConditionExpression: 'attribute_not_exists(id)' }),
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

type Condition = Pick<PutItemCommandInput, 'ConditionExpression' | 'ExpressionAttributeValues'>;

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
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({ TableName: table, ...conditionsOf(query), ExclusiveStartKey: from }),
    );
    found.push(...Items.map(recordOf));
    from = LastEvaluatedKey;
  } while (from && found.length < query.limit);
  return found.slice(0, query.limit);
}

const itemOf = (record: ImageRecord, forgetAfter: number | undefined): Item => ({
  id: { S: record.id },
  version: { N: String(record.version) },
  profile: { S: record.profile },
  status: { S: record.status },
  ...indexed(record),
  ...(record.status === 'pending' &&
    forgetAfter !== undefined && {
      // DynamoDB's TTL ignores times that are not whole seconds.
      [RECORDS_TABLE.forgetAt]: {
        N: String(Math.ceil(Date.parse(record.granted.expiresAt) / 1_000) + forgetAfter),
      },
    }),
  record: { S: JSON.stringify(record) },
});

const recordOf = ({ record }: Item): ImageRecord =>
  imageRecord.parse(JSON.parse(record?.S ?? 'null'));

/** Keys of the indexes. Items without them are not in the indexes, which leaves out deleted images. */
function indexed({ owner, profile, status, deletedAt }: ImageRecord): Item {
  if (deletedAt) return {};
  return {
    [byOwner]: { S: owner },
    ...(status === 'ready' && { [readyByOwner]: { S: readyOf(profile, owner) } }),
  };
}

/** Unambiguous: names of profiles have no slash, so the first one ends the profile. */
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
    // DynamoDB limits the items read, before it filters: a filtered list reads on until it has enough.
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
