import { PutObjectCommand } from '@aws-sdk/client-s3';
import { originalKey } from '@thumbing/config';
import { originalsContract } from '@thumbing/pipeline/testing';
import { aws, newBucket } from '../../testing/aws.ts';
import { s3Originals } from './s3-originals.ts';

originalsContract('S3', async () => {
  const bucket = await newBucket();
  return {
    originals: s3Originals(aws.s3, bucket),
    put: async (key, data) => {
      await aws.s3.send(
        new PutObjectCommand({ Bucket: bucket, Key: originalKey.format(key), Body: data }),
      );
    },
    close: async () => undefined,
  };
});
