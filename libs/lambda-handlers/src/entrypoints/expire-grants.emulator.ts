import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { originalKey } from '@thumbing/config';
import { expireGrantsEnvironment } from '@thumbing/config/environment';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { aws, messagesIn, newBucket, newName, newTable } from '../testing/aws.ts';
import { context } from '../testing/events.ts';

it('settles images as expired whose grant was not used, and sends those to the inbox whose original arrived', async () => {
  const [table, bucket] = [await newTable(), await newBucket()];
  const { QueueUrl = '' } = await aws.sqs.send(new CreateQueueCommand({ QueueName: newName() }));
  const records = dynamoImageRecords(aws.dynamo, { table });
  const granted = { ...recordOf().granted, expiresAt: new Date().toISOString() };
  const keyOf = (n: number) => ({ profile: 'avatar', id: idOf(n) });
  // The grants of the first two ended long ago.
  for (const n of [1, 2]) await records.create(recordOf(keyOf(n)));
  await records.create(recordOf({ ...keyOf(3), granted }));
  const Key = originalKey.format(keyOf(2));
  await aws.s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'a picture' }));
  const env = expireGrantsEnvironment.toEnv({
    RECORDS_TABLE: table,
    ORIGINALS_BUCKET: bucket,
    INBOX_URL: QueueUrl,
    FORGET_AFTER: 86_400,
  });
  Object.assign(process.env, env, { POWERTOOLS_LOG_LEVEL: 'SILENT' });

  // Imported here, since it reads the environment when it is loaded.
  const { handler } = await import('./expire-grants.ts');
  await handler({}, context);
  await handler({}, context);
  const found = await Promise.all([1, 2, 3].map((n) => records.get(idOf(n))));
  expect(found.map((record) => record?.status)).toEqual(['expired', 'processing', 'pending']);
  expect(found.map((record) => record?.version)).toEqual([2, 2, 1]);
  expect(await messagesIn(QueueUrl)).toEqual([JSON.stringify(keyOf(2))]);
});
