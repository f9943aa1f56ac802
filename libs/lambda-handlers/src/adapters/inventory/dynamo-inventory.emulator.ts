import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { newReconciliation } from '@thumbing/pipeline';
import { idOf, inventoryContract, recordOf } from '@thumbing/pipeline/testing';
import { aws, newTable } from '../../testing/aws.ts';
import { dynamoImageRecords } from '../dynamo-image-records.ts';
import { dynamoQuotas } from '../dynamo-quotas.ts';
import { dynamoInventory } from './dynamo-inventory.ts';
import { dynamoProgress } from './dynamo-progress.ts';

inventoryContract('DynamoDB', async () => {
  const table = await newTable();
  const records = dynamoImageRecords(aws.dynamo, { table });
  return {
    inventory: dynamoInventory(aws.dynamo, table, 3),
    put: (key) => records.create(recordOf(key)),
    remove: ({ id }) => records.remove(id),
    close: async () => undefined,
  };
});

it('lists a record that cannot be read by its id, and nothing that is no record', async () => {
  const table = await newTable();
  const endsAt = new Date('2126-01-01T00:00:00.000Z');
  await dynamoQuotas(aws.dynamo, table).take('ada', [{ quota: 'q', amount: 1, limit: 9, endsAt }]);
  await dynamoProgress(aws.dynamo, table).save(newReconciliation(endsAt));
  const Item = { id: { S: idOf(1) }, record: { S: '{' } };
  await aws.dynamo.send(new PutItemCommand({ TableName: table, Item }));
  const listed: unknown[] = [];
  for await (const { items } of dynamoInventory(aws.dynamo, table).pages()) listed.push(...items);
  expect(listed).toEqual([{ id: idOf(1) }]);
});

it('keeps the progress of a reconciliation', async () => {
  const progress = dynamoProgress(aws.dynamo, await newTable());
  expect(await progress.load()).toBeUndefined();
  const report = newReconciliation(new Date());
  await progress.save(report);
  expect(await progress.load()).toEqual(report);
});

it('begins anew where another version has left a progress that cannot be read', async () => {
  const table = await newTable();
  const Item = { id: { S: 'reconciliation' }, progress: { S: '{"stage":"records"}' } };
  await aws.dynamo.send(new PutItemCommand({ TableName: table, Item }));
  expect(await dynamoProgress(aws.dynamo, table).load()).toBeUndefined();
});
