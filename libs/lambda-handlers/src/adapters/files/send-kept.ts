import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import type { createDelivery } from '@thumbing/api/delivery';
import { FORMATS, renditionKey } from '@thumbing/config';

type SendKept = Parameters<typeof createDelivery>[0]['sendKept'];

/** Sends renditions that are in a bucket, as they are read from it. */
export const sendKept =
  (client: S3Client, bucket: string): SendKept =>
  async (c, key) => {
    try {
      const Key = renditionKey.format(key);
      const { Body, ETag = '' } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      if (!Body) return undefined;
      c.header('cache-status', 'Thumbing; hit');
      c.header('content-type', FORMATS[key.format].contentType);
      c.header('etag', ETag);
      return c.body(Body.transformToWebStream());
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
