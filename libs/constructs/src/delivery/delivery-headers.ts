import { Duration } from 'aws-cdk-lib/core';
import { HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { SECURITY_HEADERS, type Config } from '@thumbing/config';
import type { Construct } from 'constructs';

const RESOURCE_POLICY = 'cross-origin-resource-policy';

export interface DeliveryHeadersOptions {
  /** Unique in the account. */
  readonly responseHeadersPolicyName: string;
  /** Origins of the web pages whose scripts may read images (CORS). */
  readonly origins: Config['origins'];
}

/** `SECURITY_HEADERS.assets`, each where CloudFront has a field for it. */
export const deliveryHeaders = (
  scope: Construct,
  id: string,
  { responseHeadersPolicyName, origins }: DeliveryHeadersOptions,
): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName,
    ...(origins.length > 0 && {
      corsBehavior: {
        accessControlAllowOrigins: [...origins],
        accessControlAllowMethods: ['GET', 'HEAD'],
        accessControlAllowHeaders: ['*'],
        accessControlAllowCredentials: false,
        accessControlMaxAge: Duration.hours(1),
        originOverride: true,
      },
    }),
    securityHeadersBehavior: {
      contentTypeOptions: { override: true },
      contentSecurityPolicy: {
        contentSecurityPolicy: SECURITY_HEADERS.assets['content-security-policy'],
        override: true,
      },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        {
          header: RESOURCE_POLICY,
          value: SECURITY_HEADERS.assets[RESOURCE_POLICY],
          override: true,
        },
      ],
    },
  });
