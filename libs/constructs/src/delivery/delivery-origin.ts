import { Annotations, Stack } from 'aws-cdk-lib/core';
import {
  AccessLevel,
  FunctionUrlOriginAccessControl,
  S3OriginAccessControl,
  type IOrigin,
} from 'aws-cdk-lib/aws-cloudfront';
import { FunctionUrlOrigin, OriginGroup, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledgeSharedKey } from '../encryption.ts';
import type { ImageMaking } from '../making/image-making.ts';
import { hideCopies } from '../making/hide-copies.ts';
import { originShield } from './origin-shield.ts';

export interface DeliveryOriginOptions {
  readonly renditions: IBucket;
  /** Asked for what is not in the bucket. @default nothing is */
  readonly making: Pick<ImageMaking, 'url' | 'timeout'> | undefined;
  /** Names that are unique in the account, by the ids of constructs. */
  readonly name: (id: string) => string;
}

/** The bucket of renditions and, for what is not in it, the function that makes renditions. Only the distribution may read them. */
export function deliveryOrigin(
  scope: Construct,
  { renditions, making, name }: DeliveryOriginOptions,
): IOrigin {
  const originAccessControl = new S3OriginAccessControl(scope, 'Access', {
    originAccessControlName: name('Access'),
  });
  acknowledgeSharedKey(renditions.encryptionKey);
  Annotations.of(scope).acknowledgeWarning(
    '@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
    'A list has the path `/`, which the function at the edge lets nobody ask for.',
  );
  // S3 answers 404 only to those who may list, and 403 to others.
  const originAccessLevels = [AccessLevel.READ, AccessLevel.LIST];
  const access = { originAccessControl, originAccessLevels };
  if (!making) return S3BucketOrigin.withOriginAccessControl(renditions, access);

  hideCopies(renditions);
  // One place asks for a rendition that is asked for in all of the world.
  const shield = originShield(Stack.of(scope));
  return new OriginGroup({
    primaryOrigin: S3BucketOrigin.withOriginAccessControl(renditions, { ...shield, ...access }),
    fallbackOrigin: FunctionUrlOrigin.withOriginAccessControl(making.url, {
      ...shield,
      originAccessControl: new FunctionUrlOriginAccessControl(scope, 'FunctionAccess', {
        originAccessControlName: name('FunctionAccess'),
      }),
      readTimeout: making.timeout,
    }),
    // S3 that is down, or denies, is no reason to make a rendition again.
    fallbackStatusCodes: [404],
  });
}
