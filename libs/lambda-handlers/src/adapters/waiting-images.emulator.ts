import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { aws, newTable } from '../testing/aws.ts';
import { dynamoImageRecords } from './dynamo-image-records.ts';
import { waitingImages, type WaitingImagesQuery } from './waiting-images.ts';

const time = '2026-01-01T00:00:00.000Z';
const before = new Date('2026-01-01T00:05:00.000Z');
const grantUntil = (expiresAt: string) => ({ granted: { ...recordOf().granted, expiresAt } });

const listed = async (table: string, query: WaitingImagesQuery = { status: 'pending', before }) => {
  const ids: string[] = [];
  for await (const id of waitingImages(aws.dynamo, table, query)) ids.push(id);
  return ids;
};

it('lists images that wait for an original, by the end of their grant, and no others', async () => {
  const table = await newTable();
  const records = dynamoImageRecords(aws.dynamo, { table });
  await records.create(recordOf({ id: idOf(1), ...grantUntil('2026-01-01T00:04:59.999Z') }));
  await records.create(recordOf({ id: idOf(2), ...grantUntil(time) }));
  // It ends at 00:05.
  await records.create(recordOf({ id: idOf(3) }));
  const past = grantUntil(time);
  await records.create(recordOf({ id: idOf(4), ...past, status: 'processing' }));
  await records.create(recordOf({ id: idOf(5), ...past, status: 'expired', settledAt: time }));
  await records.create(recordOf({ id: idOf(6), ...past, deletedAt: time }));
  expect(await listed(table)).toEqual([idOf(2), idOf(1)]);
  await records.replace(recordOf({ id: idOf(2), ...past, status: 'processing' }));
  expect(await listed(table)).toEqual([idOf(1)]);
});

it('lists images that were given up with their original, and no others', async () => {
  const table = await newTable();
  const records = dynamoImageRecords(aws.dynamo, { table });
  const settled = { settledAt: time };
  const failed = { ...settled, status: 'failed' } as const;
  const rejected = (code: string) =>
    ({ ...settled, status: 'rejected', error: { code, detail: 'it is' } }) as const;
  await records.create(recordOf({ id: idOf(1), ...failed }));
  await records.create(recordOf({ id: idOf(2), ...failed, deletedAt: time }));
  await records.create(recordOf({ id: idOf(3), ...rejected('too-slow') }));
  await records.create(recordOf({ id: idOf(4), ...rejected('corrupt') }));
  await records.create(recordOf({ id: idOf(5), ...settled, status: 'ready' }));
  expect(await listed(table, { status: 'failed' })).toEqual([idOf(1)]);
  expect(await listed(table, { status: 'rejected' })).toEqual([idOf(3)]);
});

it('lists as many as there are, page by page', async () => {
  const table = await newTable();
  const records = dynamoImageRecords(aws.dynamo, { table });
  const numbers = Array.from({ length: 30 }, (_, n) => n);
  for (const n of numbers) await records.create(recordOf({ id: idOf(n), ...grantUntil(time) }));
  let queries = 0;
  aws.dynamo.middlewareStack.add(
    (next) => async (args) => {
      queries += 1;
      // A page of DynamoDB ends at 1 MB, which takes thousands of keys.
      return next({ ...args, input: { ...args.input, Limit: 10 } });
    },
    { name: 'smallPages', step: 'initialize' },
  );
  try {
    expect((await listed(table)).sort()).toEqual(numbers.map(idOf));
  } finally {
    aws.dynamo.middlewareStack.remove('smallPages');
  }
  expect(queries).toBeGreaterThan(2);
});
