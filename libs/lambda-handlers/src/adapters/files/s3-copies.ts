import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { originalKey, RENDITIONS_BUCKET, type OriginalKey } from '@thumbing/config';
import type { Originals } from '@thumbing/pipeline';
import type { Copies } from '@thumbing/pipeline/delivery';
import { readObject } from './read-object.ts';
import { removeBelow } from './remove-below.ts';

const folderOf = (image: OriginalKey): string =>
  `${RENDITIONS_BUCKET.copies}${originalKey.format(image)}/`;

/** Copies of originals in the bucket of renditions, below a prefix that the CDN does not serve. */
export const s3Copies = (client: S3Client, bucket: string): Copies => ({
  read: (image, name) => readObject(client, bucket, `${folderOf(image)}${name}`),
  write: async (image, name, data) => {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `${folderOf(image)}${name}`,
        Body: data,
        ChecksumAlgorithm: 'SHA256',
      }),
    );
  },
});

/** Removes every copy of an original. */
export const removeCopies =
  (client: S3Client, bucket: string) =>
  (image: OriginalKey): Promise<void> =>
    removeBelow(client, bucket, folderOf(image));

/**
 * Originals whose copies are removed with them, from the bucket of renditions. Last: a copy that is written meanwhile is found
 * here, or finds no original.
 */
export const originalsWithCopies = (
  originals: Originals,
  client: S3Client,
  bucket: string,
): Originals => ({
  ...originals,
  remove: async (image) => {
    await originals.remove(image);
    await removeCopies(client, bucket)(image);
  },
});
