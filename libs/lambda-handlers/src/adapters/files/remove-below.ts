import { DeleteObjectsCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

/** Removes every object of a bucket whose key begins with a prefix. Succeeds also if there is none. */
export async function removeBelow(client: S3Client, Bucket: string, Prefix: string): Promise<void> {
  // Listed objects are deleted, so the next list starts with the remaining ones.
  for (let more: boolean | undefined = true; more;) {
    const listed = await client.send(new ListObjectsV2Command({ Bucket, Prefix }));
    const Objects = (listed.Contents ?? []).map(({ Key }) => ({ Key }));
    if (Objects.length === 0) return;
    const removed = await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
    );
    const [failure] = removed.Errors ?? [];
    if (failure) throw new Error(`a file could not be removed: ${failure.Code ?? 'unknown'}`);
    more = listed.IsTruncated;
  }
}
