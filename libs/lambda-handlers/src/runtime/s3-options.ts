/**
 * Where S3 is. What stands in for AWS has its buckets in the path: it has no names for them, as
 * AWS does.
 */
export function s3Options(env: Readonly<Record<string, string | undefined>>) {
  const endpoint = env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'];
  return endpoint ? { endpoint, forcePathStyle: true } : {};
}
