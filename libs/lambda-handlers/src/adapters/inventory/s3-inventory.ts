import {
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { originalKey, type OriginalKey } from '@thumbing/config';
import type { Inventory } from '@thumbing/pipeline';

/** Keys of one request. S3 lists no more. */
const MOST = 1_000;

/** Images that have a file in a bucket, by key: an original, or renditions. */
export const s3Inventory = (
  client: S3Client,
  bucket: string,
  size: number = MOST,
): Inventory<OriginalKey> => ({
  pages: async function* (from = '') {
    for (let next: string | undefined = from; next !== undefined;) {
      const { Contents = [], IsTruncated }: ListObjectsV2CommandOutput = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          MaxKeys: size,
          ...(next !== '' && { StartAfter: next }),
        }),
      );
      const keys = Contents.flatMap(({ Key }) => Key ?? []);
      next = IsTruncated ? placeAfter(keys.at(-1)) : undefined;
      yield { items: imagesOf(keys), ...(next !== undefined && { next }) };
    }
  },
});

function imagesOf(keys: readonly string[]): readonly OriginalKey[] {
  const images = new Map(
    keys.flatMap((key) => {
      const image = imageOf(key);
      return image ? [[image.id, image] as const] : [];
    }),
  );
  return [...images.values()];
}

const imageOf = (key: string): OriginalKey | undefined =>
  originalKey.parse(key.split('/', 2).join('/'));

/** Place after every file of the image that this key belongs to, whose names follow a slash: '0' is the next character. */
function placeAfter(key = ''): string {
  const image = imageOf(key);
  return image ? `${originalKey.format(image)}0` : key;
}
