import { systemClock } from '@thumbing/adapters';
import { serve } from '@thumbing/adapters/testing';
import { uploadGrantsContract } from '@thumbing/pipeline/testing';
import { aws, newBucket } from '../testing/aws.ts';
import { bucketUrl, presignedUploadGrants } from './presigned-upload-grants.ts';
import { s3Originals } from './files/s3-originals.ts';

/**
 * Redirects uploads to the emulator, except those with another signing algorithm: S3 answers them with 400,
 * and the emulator ignores the algorithm.
 */
const gate = () =>
  serve(() => (request, response) => {
    request.resume();
    const location = new URL(request.url ?? '', aws.endpoint);
    const isKnown = location.searchParams.get('X-Amz-Algorithm') === 'AWS4-HMAC-SHA256';
    response.writeHead(isKnown ? 307 : 400, { location: location.href }).end();
  });

uploadGrantsContract('presigned S3 URLs', async () => {
  const { url: gateUrl, close } = await gate();
  const bucket = await newBucket();
  const grants = presignedUploadGrants({
    bucketUrl: bucketUrl(bucket, aws.region, aws.endpoint),
    region: aws.region,
    credentials: () => aws.credentials,
    clock: systemClock,
  });
  return {
    grants: {
      issue: async (grant) => {
        const upload = await grants.issue(grant);
        return { ...upload, url: upload.url.replace(aws.endpoint, gateUrl) };
      },
    },
    originals: s3Originals(aws.s3, bucket),
    close,
  };
});
