import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { originalKey } from '@thumbing/config';
import { copiesContract, idOf } from '@thumbing/pipeline/testing';
import { aws, newBucket } from '../../testing/aws.ts';
import { originalsWithCopies, s3Copies } from './s3-copies.ts';
import { s3Originals } from './s3-originals.ts';
import { s3Renditions } from './s3-renditions.ts';

copiesContract('S3', async () => {
  const [bucket, renditions] = [await newBucket(), await newBucket()];
  return {
    copies: s3Copies(aws.s3, renditions),
    originals: originalsWithCopies(s3Originals(aws.s3, bucket), aws.s3, renditions),
    put: async (key, data) => {
      await aws.s3.send(
        new PutObjectCommand({ Bucket: bucket, Key: originalKey.format(key), Body: data }),
      );
    },
    close: async () => undefined,
  };
});

describe('a copy', () => {
  it('is no rendition of its image, and stays when those are removed', async () => {
    const Bucket = await newBucket();
    const image = { profile: 'avatar', id: idOf(1) };
    const renditions = s3Renditions(aws.s3, Bucket, 'https://assets.example.com');
    await s3Copies(aws.s3, Bucket).write(image, '1024.jpeg', Uint8Array.of(1));
    expect(await renditions.stored(image)).toEqual([]);
    await renditions.removeAll(image);
    const { Contents = [] } = await aws.s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents.map(({ Key }) => Key)).toEqual([`_copies/avatar/${image.id}/1024.jpeg`]);
  });
});
