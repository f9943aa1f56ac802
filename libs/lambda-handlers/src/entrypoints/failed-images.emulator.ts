import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { originalKey } from '@thumbing/config';
import { failedImagesEnvironment } from '@thumbing/config/environment';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { aws, messagesIn, newBucket, newName, newTable } from '../testing/aws.ts';
import { context } from '../testing/events.ts';

it('lists images that failed or took too long, and has them processed again', async () => {
  const [table, bucket] = [await newTable(), await newBucket()];
  const { QueueUrl = '' } = await aws.sqs.send(new CreateQueueCommand({ QueueName: newName() }));
  const records = dynamoImageRecords(aws.dynamo, { table });
  const keyOf = (n: number) => ({ profile: 'avatar', id: idOf(n) });
  const settledAt = '2026-01-01T00:00:01.000Z';
  const error = { code: 'too-slow', detail: 'it takes more CPU time' };
  await records.create(recordOf({ ...keyOf(1), status: 'failed', settledAt }));
  await records.create(recordOf({ ...keyOf(2), status: 'rejected', error, settledAt }));
  await records.create(recordOf({ ...keyOf(3), status: 'failed', settledAt }));
  for (const n of [1, 2]) {
    const Key = originalKey.format(keyOf(n));
    await aws.s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'a picture' }));
  }
  const env = failedImagesEnvironment.toEnv({
    RECORDS_TABLE: table,
    ORIGINALS_BUCKET: bucket,
    INBOX_URL: QueueUrl,
  });
  Object.assign(process.env, env, { POWERTOOLS_LOG_LEVEL: 'SILENT' });

  // Imported here, since it reads the environment when it is loaded.
  const { handler } = await import('./failed-images.ts');
  const patient = { ...context, getRemainingTimeInMillis: () => 300_000 };
  expect(await handler({ list: {} }, patient)).toMatchObject({
    images: [{ id: idOf(1) }, { id: idOf(3) }, { id: idOf(2) }],
  });
  expect(await handler({ redrive: 'all' }, patient)).toMatchObject({
    redriven: [idOf(1), idOf(2)],
    refused: [expect.stringContaining(`the original of image ${idOf(3)} is gone`)],
  });
  const sent = new Set(await messagesIn(QueueUrl));
  expect(sent).toEqual(new Set([1, 2].map((n) => JSON.stringify(keyOf(n)))));
  expect(await handler({ list: {} }, patient)).toMatchObject({ images: [{ id: idOf(3) }] });
});
