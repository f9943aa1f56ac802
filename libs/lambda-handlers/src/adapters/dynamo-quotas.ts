import {
  ConditionalCheckFailedException,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { RECORDS_TABLE } from '@thumbing/config';
import type { Quotas, QuotaUse } from '@thumbing/pipeline';

type Item = Record<string, AttributeValue>;

/**
 * Sums of quotas in the table of records: one item for each owner and longest window, such as a day, with one attribute
 * for each shorter window in it. Taking is one conditional write. The item is in no index, and DynamoDB deletes it after
 * the window (TTL).
 */
export const dynamoQuotas = (client: DynamoDBClient, table: string): Quotas => ({
  take: async (owner, uses) => {
    const ends = Math.max(...uses.map(({ endsAt }) => endsAt.getTime())) / 1_000;
    const usedIn = (item: Item = {}): readonly number[] =>
      uses.map((use) => Number(item[attributeOf(use)]?.N ?? 0));
    try {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: table,
          // No UUID, as ids of records are.
          Key: { id: { S: `quotas/${ends}/${owner}` } },
          ...expressionsOf(uses, ends),
          ReturnValues: 'UPDATED_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { taken: true, used: usedIn(Attributes) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { taken: false, used: usedIn(error.Item) };
    }
  },
});

const attributeOf = ({ quota, endsAt }: QuotaUse): string => `${quota}/${endsAt.getTime() / 1_000}`;

/** Adds each amount where there is room for all of them. */
function expressionsOf(uses: readonly QuotaUse[], ends: number) {
  const numbers = uses.flatMap(({ amount, limit }, index) => [
    [`:amount${index}`, { N: String(amount) }] as const,
    [`:room${index}`, { N: String(limit - amount) }] as const,
  ]);
  return {
    UpdateExpression: `ADD ${uses.map((_, n) => `#sum${n} :amount${n}`).join(', ')} SET #forgetAt = :ends`,
    ConditionExpression: uses.map(hasRoom).join(' AND '),
    ExpressionAttributeNames: {
      '#forgetAt': RECORDS_TABLE.forgetAt,
      ...Object.fromEntries(uses.map((use, n) => [`#sum${n}`, attributeOf(use)])),
    },
    ExpressionAttributeValues: { ':ends': { N: String(ends) }, ...Object.fromEntries(numbers) },
  };
}

/** A sum that does not exist is zero, which does not suffice where the amount alone exceeds the limit. */
const hasRoom = ({ amount, limit }: QuotaUse, n: number): string =>
  amount > limit
    ? `#sum${n} <= :room${n}`
    : `(attribute_not_exists(#sum${n}) OR #sum${n} <= :room${n})`;
