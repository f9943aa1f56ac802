import { createHash } from 'node:crypto';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { originalKey, type OriginalKey } from '@thumbing/config';
import { aws } from './aws.ts';
import type { FaultyEdition } from './faulty-edition.ts';

/** All that is left of an upload, without what differs between two uploads of one original. */
export async function endOf({ storage, names }: FaultyEdition, key: OriginalKey) {
  const record = await storage.records.get(key.id);
  return {
    status: record?.status ?? 'none',
    ...(record && { renditions: record.renditions, error: record.error }),
    original: await storage.originals.exists(key),
    files: await filesOf(names.renditions, `${originalKey.format(key)}/`),
  };
}

/** SHA-256 of each file of a bucket by the rest of its name. */
async function filesOf(Bucket: string, Prefix: string): Promise<Record<string, string>> {
  const { Contents = [] } = await aws.s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
  const files = Contents.map(async ({ Key = '' }) => {
    const { Body } = await aws.s3.send(new GetObjectCommand({ Bucket, Key }));
    const bytes = (await Body?.transformToByteArray()) ?? '';
    return [Key.slice(Prefix.length), createHash('sha256').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}
