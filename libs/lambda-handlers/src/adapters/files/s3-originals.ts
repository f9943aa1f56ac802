import { DeleteObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { originalKey } from '@thumbing/config';
import type { Originals } from '@thumbing/pipeline';
import { readObject } from './read-object.ts';

/**
 * Originals in a bucket. Without the permission to list the bucket, S3 denies access to a missing
 * object instead of reporting it as missing, so `read` throws.
 */
export const s3Originals = (client: S3Client, bucket: string): Originals => ({
  read: (key) => readObject(client, bucket, originalKey.format(key)),
  // Listing needs no permission to read any content.
  exists: async (key) => {
    const Prefix = originalKey.format(key);
    const { Contents = [] } = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix, MaxKeys: 1 }),
    );
    return Contents.some(({ Key }) => Key === Prefix);
  },
  remove: async (key) => {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: originalKey.format(key) }));
  },
});
