import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { originalKey, parseConfig, renditionKey } from '@thumbing/config';
import { processImageEnvironment } from '@thumbing/config/environment';
import { decodeImage, photo } from '@thumbing/image-processor/testing';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { aws, newBucket, newTable, newTopic } from '../testing/aws.ts';
import { context, s3Notification, sqsEvent } from '../testing/events.ts';

/** Silences Powertools. */
const QUIET = { POWERTOOLS_LOG_LEVEL: 'SILENT', METRICS_NAMESPACE: 'Thumbing' };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbing-process-image-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('applies watermarks of configured images', async () => {
  const logo = join(folder, 'logo.svg');
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="#f0f"/></svg>';
  await writeFile(logo, svg);
  const recipe = { resize: { width: 16 }, watermark: { image: 'logo', scale: 1 } };
  const CONFIG = parseConfig({
    profiles: { avatar: { variants: { large: recipe }, formats: ['png'] } },
    images: { logo },
  });
  const [table, originals, renditions] = [await newTable(), await newBucket(), await newBucket()];
  const env = processImageEnvironment.toEnv({
    RECORDS_TABLE: table,
    ORIGINALS_BUCKET: originals,
    RENDITIONS_BUCKET: renditions,
    EVENTS_TOPIC_ARN: await newTopic(),
    ASSETS_URL: 'https://images.example.com',
    QUEUE_URL: 'https://sqs.example.com/inbox',
    CONFIG,
  });
  Object.assign(process.env, env, QUIET);

  const key = { profile: 'avatar', id: idOf(1) };
  await dynamoImageRecords(aws.dynamo, { table }).create(recordOf(key));
  const Body = await photo({ width: 16, height: 16, format: 'png' });
  const put = { Bucket: originals, Key: originalKey.format(key), Body };
  await aws.s3.send(new PutObjectCommand(put));
  // Imported here, since it reads the environment when it is loaded.
  const { handler } = await import('./process-image.ts');
  expect(await handler(sqsEvent(s3Notification(put.Key)), context)).toEqual({
    batchItemFailures: [],
  });

  const made = renditionKey.format({ ...key, variant: 'large', format: 'png' });
  const got = await aws.s3.send(new GetObjectCommand({ Bucket: renditions, Key: made }));
  const { pixel } = await decodeImage((await got.Body?.transformToByteArray()) ?? new Uint8Array());
  expect(pixel(8, 8)).toEqual([255, 0, 255, 255]);
});
