import {
  ListObjectsV2Command,
  PutObjectCommand,
  type ListObjectsV2CommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import {
  FORMATS,
  originalKey,
  renditionKey,
  RENDITIONS_BUCKET,
  type OriginalKey,
  type RenditionKey,
} from '@thumbing/config';
import type { Renditions } from '@thumbing/pipeline';
import { assetUrl } from './asset-url.ts';
import { removeBelow } from './remove-below.ts';

/** The content behind a rendition's key never changes. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Tags of a rendition that a rule of the bucket ends: its recipe was in its address, and others are as many as variants. */
const ENDING = `${RENDITIONS_BUCKET.ending.key}=${RENDITIONS_BUCKET.ending.value}`;

/** Renditions in a bucket, served by the CDN at `baseUrl`. */
export const s3Renditions = (client: S3Client, bucket: string, baseUrl: string): Renditions => ({
  ...assetUrl(baseUrl),
  ...renditionFiles(client, bucket),
});

/** Renditions in a bucket, for a function that does not need to know where they are served. */
export const renditionFiles = (client: S3Client, bucket: string): Omit<Renditions, 'urlOf'> => ({
  write: async (key, data) => {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: renditionKey.format(key),
        Body: data,
        ContentType: FORMATS[key.format].contentType,
        CacheControl: IMMUTABLE,
        ChecksumAlgorithm: 'SHA256',
        ...('recipe' in key && { Tagging: ENDING }),
      }),
    );
  },
  stored: (image) => storedIn(client, bucket, image),
  removeAll: (image) => removeBelow(client, bucket, `${originalKey.format(image)}/`),
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
