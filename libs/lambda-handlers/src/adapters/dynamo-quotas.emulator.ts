import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { quotasContract } from '@thumbing/pipeline/testing';
import { aws, newTable } from '../testing/aws.ts';
import { dynamoImageRecords } from './dynamo-image-records.ts';
import { dynamoQuotas } from './dynamo-quotas.ts';

quotasContract('DynamoDB', async () => ({
  quotas: dynamoQuotas(aws.dynamo, await newTable()),
  close: async () => undefined,
}));

describe('dynamoQuotas', () => {
  // Far in the future: the emulator deletes items whose time is over.
  const use = (endsAt: string) => ({ quota: 'q', amount: 1, limit: 9, endsAt: new Date(endsAt) });
  const uses = [use('2126-01-01T00:05:00.000Z'), use('2126-01-02T00:00:00.000Z')];

  it('keeps one item for each owner and day, which is deleted after it', async () => {
    const table = await newTable();
    const quotas = dynamoQuotas(aws.dynamo, table);
    await quotas.take('ada', uses);
    await quotas.take('ada', uses);
    const { Items } = await aws.dynamo.send(new ScanCommand({ TableName: table }));
    // Whole seconds, as DynamoDB requires: 2126-01-02T00:00:00Z.
    const day = '4922985600';
    expect(Items).toEqual([
      {
        id: { S: `quotas/${day}/ada` },
        'q/4922899500': { N: '2' },
        [`q/${day}`]: { N: '2' },
        forgetAt: { N: day },
      },
    ]);
  });

  it('is in no list of images', async () => {
    const table = await newTable();
    await dynamoQuotas(aws.dynamo, table).take('ada', uses);
    const records = dynamoImageRecords(aws.dynamo, { table });
    expect(await records.list({ owner: 'ada', limit: 10 })).toEqual([]);
  });
});
