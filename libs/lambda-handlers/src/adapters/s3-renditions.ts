import {
  DeleteObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { FORMATS, originalKey, renditionKey } from '@thumbing/config';
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
