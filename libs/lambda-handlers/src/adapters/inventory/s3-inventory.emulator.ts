import { DeleteObjectsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { originalKey, renditionKey, RENDITIONS_BUCKET, type OriginalKey } from '@thumbing/config';
import { idOf, inventoryContract } from '@thumbing/pipeline/testing';
import { aws, newBucket } from '../../testing/aws.ts';
import { s3Inventory } from './s3-inventory.ts';

const worldOf = (filesOf: (key: OriginalKey) => readonly string[]) => async () => {
  const Bucket = await newBucket();
  return {
    inventory: s3Inventory(aws.s3, Bucket, 3),
    put: async (key: OriginalKey) => {
      for (const Key of filesOf(key)) {
        await aws.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'a picture' }));
      }
    },
    remove: async (key: OriginalKey) => {
      const Objects = filesOf(key).map((Key) => ({ Key }));
      await aws.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    },
    close: async () => undefined,
  };
};

inventoryContract(
  'originals in S3',
  worldOf((key) => [originalKey.format(key)]),
);

// More than a page has, so that one may end in the middle of an image.
inventoryContract(
  'renditions in S3',
  worldOf((key) =>
    ['large', 'small'].flatMap((variant) =>
      (['webp', 'jpeg'] as const).map((format) => renditionKey.format({ ...key, variant, format })),
    ),
  ),
);

/** A copy of an original, among renditions. */
const COPY = `${RENDITIONS_BUCKET.copies}avatar/${idOf(1)}/1280.jpeg`;

it('leaves out objects that belong to no image', async () => {
  const Bucket = await newBucket();
  for (const Key of ['notes.txt', 'avatar/notes.txt', 'zebra', COPY]) {
    await aws.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  }
  const listed: unknown[] = [];
  for await (const { items } of s3Inventory(aws.s3, Bucket, 1).pages()) listed.push(...items);
  expect(listed).toEqual([]);
});
