/**
 * S3 client options for AWS, or for an emulator at `AWS_ENDPOINT_URL`. An emulator has no host name for
 * each bucket, so buckets are in the path there.
 */
export function s3Options(env: Readonly<Record<string, string | undefined>>) {
  const endpoint = env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'];
  return endpoint ? { endpoint, forcePathStyle: true } : {};
}
