import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  type S3Client,
} from '@aws-sdk/client-s3';
import { originalKey } from '@thumbing/config';
import type { Originals } from '@thumbing/pipeline';

/**
 * Originals in a bucket. Without the permission to list the bucket, S3 denies access to a missing
 * object instead of reporting it as missing, so `read` throws.
 */
export const s3Originals = (client: S3Client, bucket: string): Originals => ({
  read: async (key) => {
    try {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: originalKey.format(key) }),
      );
      return await Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },
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
