import { S3Client } from '@aws-sdk/client-s3';
import { s3Originals } from './adapters/s3-originals.ts';
import { s3Renditions } from './adapters/s3-renditions.ts';
import { s3Options } from './runtime/s3-options.ts';

export interface Buckets {
  readonly ORIGINALS_BUCKET: string;
  readonly RENDITIONS_BUCKET: string;
  readonly ASSETS_URL: string;
}

/** Both stores of files, with one client. */
export function files(buckets: Buckets, env: NodeJS.ProcessEnv) {
  const client = new S3Client(s3Options(env));
  return {
    originals: s3Originals(client, buckets.ORIGINALS_BUCKET),
    renditions: s3Renditions(client, buckets.RENDITIONS_BUCKET, buckets.ASSETS_URL),
  };
}
