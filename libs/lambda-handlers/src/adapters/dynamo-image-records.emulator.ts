import { GetItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import type { ImageRecord, ImageRecords } from '@thumbing/pipeline';
import { idOf, imageRecordsContract, recordOf } from '@thumbing/pipeline/testing';
import { aws, newTable } from '../testing/aws.ts';
import { dynamoImageRecords } from './dynamo-image-records.ts';
import { dynamoReadiness } from './dynamo-readiness.ts';

imageRecordsContract('DynamoDB', async () => ({
  records: dynamoImageRecords(aws.dynamo, { table: await newTable() }),
  close: async () => undefined,
}));

it('reports a table that responds as ready, and one that is missing not', async () => {
  await expect(dynamoReadiness(aws.dynamo, await newTable())()).resolves.toBeUndefined();
  await expect(dynamoReadiness(aws.dynamo, 'missing')()).rejects.toThrow();
});

describe('dynamoImageRecords', () => {
  let table: string;
  let records: ImageRecords;
  beforeEach(async () => {
    table = await newTable();
    records = dynamoImageRecords(aws.dynamo, { table, forgetAfter: 3_600 });
  });

  const createAll = async (...all: readonly Partial<ImageRecord>[]) => {
    for (const [index, record] of all.entries()) {
      await records.create(recordOf({ id: idOf(index + 1), ...record }));
    }
  };

  it('creates a record once though the response to its request is lost', async () => {
    let attempts = 0;
    aws.dynamo.middlewareStack.add(
      (next) => async (args) => {
        attempts += 1;
        const result = await next(args);
        if (attempts === 1) {
          throw Object.assign(new Error('the connection was lost'), { name: 'TimeoutError' });
        }
        return result;
      },
      { name: 'loseResponse', step: 'finalizeRequest', priority: 'low' },
    );
    try {
      await records.create(recordOf());
    } finally {
      aws.dynamo.middlewareStack.remove('loseResponse');
    }
    expect(attempts).toBe(2);
    expect(await records.get(idOf(1))).toEqual(recordOf());
  });

  const stored = async () =>
    (await aws.dynamo.send(new GetItemCommand({ TableName: table, Key: { id: { S: idOf(1) } } })))
      .Item;

  it('shows the outbox that the deletion of an image has begun', async () => {
    const deletedAt = '2026-01-01T00:00:02.000Z';
    await records.create(recordOf());
    await records.replace(recordOf({ deletedAt }));
    expect(await stored()).toMatchObject({ deletedAt: { S: deletedAt } });
  });

  describe('sets the time to live of', () => {
    const forgetAt = async (): Promise<AttributeValue | undefined> =>
      (await stored())?.['forgetAt'];

    it('an expired record, to an hour after it expired', async () => {
      await records.create(recordOf());
      // Far in the future: the emulator deletes records whose time is over.
      const settledAt = '2126-01-01T00:04:59.149Z';
      await records.replace(recordOf({ status: 'expired', settledAt }));
      // 2126-01-01T01:05:00Z in whole seconds, as DynamoDB requires.
      expect(await forgetAt()).toEqual({ N: '4922903100' });
    });

    it('no other record, however old its grant is', async () => {
      await records.create(recordOf());
      expect(await forgetAt()).toBeUndefined();
      await records.replace(recordOf({ status: 'ready', settledAt: '2026-01-01T00:00:01.000Z' }));
      expect(await forgetAt()).toBeUndefined();
    });
  });

  describe('reads', () => {
    interface Query {
      readonly index: string | undefined;
      readonly looked: number | undefined;
    }
    let queries: Query[];
    beforeEach(() => {
      queries = [];
      aws.dynamo.middlewareStack.add(
        (next) => async (args) => {
          const result = await next(args);
          const { input } = args;
          const { output } = result;
          if ('IndexName' in input && 'ScannedCount' in output) {
            queries.push({ index: input.IndexName, looked: output.ScannedCount });
          }
          return result;
        },
        { name: 'watch' },
      );
    });
    afterEach(() => void aws.dynamo.middlewareStack.remove('watch'));

    const list = async (query: Partial<Parameters<ImageRecords['list']>[0]>) =>
      (await records.list({ owner: 'ada', limit: 10, ...query })).map(({ id }) => id);

    it('as many pages as needed', async () => {
      // A page ends at 1 MB.
      const granted = { ...recordOf().granted, filename: 'x'.repeat(300_000) };
      const large = { granted, profile: 'banner' };
      await createAll({}, large, large, large, large, large, {});
      const newest = [idOf(6), idOf(5), idOf(4), idOf(3)];
      expect(await list({ profile: 'banner', limit: 4 })).toEqual(newest);
      expect(queries.length).toBeGreaterThan(1);
      expect(looked()).toBe(4);
    });

    it.each`
      filter                                      | index                        | found
      ${{}}                                       | ${'byOwner'}                 | ${6}
      ${{ profile: 'avatar' }}                    | ${'byOwnerAndProfile'}       | ${4}
      ${{ status: 'failed' }}                     | ${'byOwnerAndStatus'}        | ${2}
      ${{ profile: 'avatar', status: 'ready' }}   | ${'byOwnerProfileAndStatus'} | ${2}
      ${{ profile: 'banner', status: 'pending' }} | ${'byOwnerProfileAndStatus'} | ${0}
    `('no record that is not in the list of $filter', async ({ filter, index, found }: Row) => {
      await createAll(
        { status: 'ready' },
        { status: 'ready' },
        { status: 'ready', profile: 'banner' },
        { status: 'ready', owner: 'eve' },
        { status: 'failed' },
        { status: 'failed', profile: 'banner' },
        {},
        { deletedAt: '2026-01-01T00:00:02.000Z' },
      );
      expect(await list(filter)).toHaveLength(found);
      expect(queries).toEqual([{ index, looked: found }]);
    });

    it('one record to find the newest ready image of a profile', async () => {
      await createAll({ status: 'ready' }, { status: 'ready' }, {});
      expect(await list({ profile: 'avatar', status: 'ready', limit: 1 })).toEqual([idOf(2)]);
      expect(looked()).toBe(1);
    });

    const looked = (): number => queries.reduce((sum, { looked = 0 }) => sum + looked, 0);
  });
});

interface Row {
  readonly filter: object;
  readonly index: string;
  readonly found: number;
}
