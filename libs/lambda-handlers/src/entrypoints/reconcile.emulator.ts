import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { originalKey } from '@thumbing/config';
import { reconcileEnvironment } from '@thumbing/config/environment';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { aws, messagesIn, newBucket, newName, newTable } from '../testing/aws.ts';
import { context } from '../testing/events.ts';

const SCHEDULED = { 'detail-type': 'Scheduled Event' };
const patient = { ...context, getRemainingTimeInMillis: () => 900_000 };

it('sends images to the inbox whose messages were lost, and reports what nobody repairs', async () => {
  const [table, originals, renditions] = [await newTable(), await newBucket(), await newBucket()];
  const { QueueUrl = '' } = await aws.sqs.send(new CreateQueueCommand({ QueueName: newName() }));
  const records = dynamoImageRecords(aws.dynamo, { table });
  const keyOf = (n: number) => ({ profile: 'avatar', id: idOf(n) });
  const settledAt = '2026-01-01T00:00:01.000Z';
  const facts = { variant: 'large', format: 'webp', width: 1, height: 1, bytes: 5 } as const;
  await records.create(recordOf(keyOf(1)));
  await records.create(recordOf({ ...keyOf(2), status: 'processing' }));
  await records.create(recordOf({ ...keyOf(3), deletedAt: settledAt }));
  await records.create(recordOf({ ...keyOf(4), status: 'ready', settledAt, renditions: [facts] }));
  for (const n of [1, 5]) {
    const Key = originalKey.format(keyOf(n));
    await aws.s3.send(new PutObjectCommand({ Bucket: originals, Key, Body: 'a picture' }));
  }
  const env = reconcileEnvironment.toEnv({
    RECORDS_TABLE: table,
    ORIGINALS_BUCKET: originals,
    RENDITIONS_BUCKET: renditions,
    ASSETS_URL: 'https://images.example.com',
    INBOX_URL: QueueUrl,
  });
  Object.assign(process.env, env, {
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    METRICS_NAMESPACE: 'Thumbing',
  });

  // Imported here, since it reads the environment when it is loaded.
  const { handler } = await import('./reconcile.ts');
  const found = (repaired: number, n: number) => ({ found: 1, repaired, examples: [idOf(n)] });
  expect(await handler({ dryRun: true }, patient)).toMatchObject({
    checked: { records: 4, originals: 2, renditions: 0 },
    findings: {
      'notice-missed': found(0, 1),
      'processing-unfinished': found(0, 2),
      'deletion-unfinished': found(0, 3),
      'renditions-missing': found(0, 4),
      'original-without-record': found(0, 5),
    },
  });
  expect(await messagesIn(QueueUrl)).toEqual([]);

  const daily = await handler(SCHEDULED, patient);
  expect(daily).toMatchObject({
    findings: {
      'notice-missed': found(1, 1),
      'processing-unfinished': found(1, 2),
      'deletion-unfinished': found(1, 3),
      'original-without-record': found(0, 5),
    },
  });
  const sent = new Set(await messagesIn(QueueUrl));
  expect(sent).toEqual(new Set([1, 2, 3].map((n) => JSON.stringify(keyOf(n)))));
  // Once a day.
  expect(await handler(SCHEDULED, patient)).toEqual(daily);
  expect(await messagesIn(QueueUrl)).toEqual([]);
});
