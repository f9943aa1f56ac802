import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
} from '@aws-sdk/client-s3';
import { renditionKey, type RenditionKey } from '@thumbing/config';
import { idOf, renditionsContract } from '@thumbing/pipeline/testing';
import { aws, newBucket } from '../../testing/aws.ts';
import { s3Renditions } from './s3-renditions.ts';

const BASE = 'https://assets.example.com';

renditionsContract('S3', async () => {
  const bucket = await newBucket();
  return {
    renditions: s3Renditions(aws.s3, bucket, BASE),
    served: async (key) => {
      try {
        const { Body } = await aws.s3.send(
          new GetObjectCommand({ Bucket: bucket, Key: renditionKey.format(key) }),
        );
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    close: async () => undefined,
  };
});

describe('s3Renditions', () => {
  const image = { profile: 'avatar', id: idOf(1) };
  const key = (variant: string): RenditionKey => ({ ...image, variant, format: 'webp' });

  it('writes the headers that the CDN serves, and a checksum', async () => {
    const bucket = await newBucket();
    const data = Buffer.from('large');
    await s3Renditions(aws.s3, bucket, BASE).write(key('large'), data);
    const Key = renditionKey.format(key('large'));
    expect(
      await aws.s3.send(new HeadObjectCommand({ Bucket: bucket, Key, ChecksumMode: 'ENABLED' })),
    ).toMatchObject({
      ContentType: 'image/webp',
      CacheControl: 'public, max-age=31536000, immutable',
      ChecksumSHA256: createHash('sha256').update(data).digest('base64'),
    });
  });

  it('removes every rendition of an image, even more than S3 lists or deletes at once', async () => {
    const bucket = await newBucket();
    const renditions = s3Renditions(aws.s3, bucket, BASE);
    const variants = Array.from({ length: 1_001 }, (_, n) => `w${n}`);
    while (variants.length > 0) {
      const some = variants.splice(0, 50);
      await Promise.all(some.map((variant) => renditions.write(key(variant), Buffer.from('x'))));
    }
    await renditions.removeAll(image);
    const { KeyCount } = await aws.s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(KeyCount).toBe(0);
  });
});
