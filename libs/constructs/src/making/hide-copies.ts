import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { RENDITIONS_BUCKET } from '@thumbing/config';

/** Denies every distribution the copies of originals in a bucket of renditions: they are for functions only. */
export function hideCopies(renditions: IBucket): void {
  renditions.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
      actions: ['s3:GetObject'],
      resources: [renditions.arnForObjects(`${RENDITIONS_BUCKET.copies}*`)],
    }),
  );
}
