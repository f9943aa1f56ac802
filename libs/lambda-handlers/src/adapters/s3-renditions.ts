import {
  DeleteObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type ListObjectsV2CommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import {
  FORMATS,
  originalKey,
  renditionKey,
  type OriginalKey,
  type RenditionKey,
} from '@thumbing/config';
import type { Renditions } from '@thumbing/pipeline';
import { assetUrl } from './asset-url.ts';

/** The content behind a rendition's key never changes. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Renditions in a bucket, served by the CDN at `baseUrl`. */
export const s3Renditions = (client: S3Client, bucket: string, baseUrl: string): Renditions => ({
  ...assetUrl(baseUrl),
  write: async (key, data) => {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: renditionKey.format(key),
        Body: data,
        ContentType: FORMATS[key.format].contentType,
        CacheControl: IMMUTABLE,
        ChecksumAlgorithm: 'SHA256',
      }),
    );
  },
  stored: (image) => storedIn(client, bucket, image),
  removeAll: async (image) => {
    const Prefix = `${originalKey.format(image)}/`;
    // Listed objects are deleted, so the next list starts with the remaining ones.
    for (let more: boolean | undefined = true; more;) {
      const listed = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
      const Objects = (listed.Contents ?? []).map(({ Key }) => ({ Key }));
      if (Objects.length === 0) return;
      const removed = await client.send(
        new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
      );
      const [failure] = removed.Errors ?? [];
      if (failure)
        throw new Error(`a rendition could not be removed: ${failure.Code ?? 'unknown'}`);
      more = listed.IsTruncated;
    }
  },
});

async function storedIn(
  client: S3Client,
  bucket: string,
  image: OriginalKey,
): Promise<readonly RenditionKey[]> {
  const Prefix = `${originalKey.format(image)}/`;
  const stored: RenditionKey[] = [];
  let from: string | undefined;
  do {
    const { Contents = [], IsTruncated }: ListObjectsV2CommandOutput = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix, StartAfter: from }),
    );
    stored.push(...Contents.flatMap(({ Key = '' }) => renditionKey.parse(Key) ?? []));
    from = IsTruncated ? Contents.at(-1)?.Key : undefined;
  } while (from !== undefined);
  return stored;
}
