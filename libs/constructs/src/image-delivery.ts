import { Aws, Duration, Names } from 'aws-cdk-lib/core';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  CachePolicy,
  Distribution,
  Function,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { OUTPUT_FORMATS, type Config } from '@thumbing/config';
import { Construct } from 'constructs';
import { checkCertificate } from './edge/check-certificate.ts';
import { deliveryHeaders } from './edge/delivery-headers.ts';
import { negotiation, varyBy } from './edge/edge-functions.ts';
import { acknowledgeSharedKey } from './encryption.ts';

/** The renditions to serve, and the domain and web pages to serve them to. */
export interface ImageDeliveryProps {
  /** Must be in the same stack: the bucket and the distribution refer to each other in their policies. */
  readonly renditions: IBucket;
  /** The profiles, whose formats are candidates for content negotiation. */
  readonly profiles: Config['profiles'];
  /** Origins of the web pages whose scripts may read images (CORS). Every page may show them. */
  readonly origins: Config['origins'];
  /** A custom domain. Point its DNS at the distribution. @default the domain of CloudFront */
  readonly domain?: DeliveryDomain;
  /** The ARN of a web ACL of AWS WAF, with scope CLOUDFRONT. @default none */
  readonly webAclArn?: string | undefined;
}

/** A domain name, and its certificate. */
export interface DeliveryDomain {
  /** For example, `images.example.com`. */
  readonly name: string;
  /** The certificate for that name. CloudFront requires us-east-1. */
  readonly certificate: ICertificate;
}

/** A CloudFront distribution that serves renditions as immutable files. */
export class ImageDelivery extends Construct {
  /** The target for the DNS of a custom domain. */
  readonly distribution: Distribution;
  /** The base URL of renditions, without a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ImageDeliveryProps) {
    super(scope, id);
    const { renditions, profiles, origins, domain, webAclArn } = props;
    if (domain) checkCertificate(domain.certificate);

    const { negotiated, named } = this.behaviors(renditions, profiles, origins);
    this.distribution = new Distribution(this, 'Distribution', {
      defaultBehavior: negotiated,
      additionalBehaviors: Object.fromEntries(OUTPUT_FORMATS.map((name) => [`*.${name}`, named])),
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...(domain && {
        domainNames: [domain.name],
        certificate: domain.certificate,
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      webAclId: webAclArn,
    });
    this.url = `https://${domain?.name ?? this.distribution.distributionDomainName}`;
  }

  /** The behavior for paths without an extension, whose format is negotiated, and for paths that name a format. */
  private behaviors(renditions: IBucket, profiles: Config['profiles'], origins: Config['origins']) {
    const originAccessControl = new S3OriginAccessControl(this, 'Access', {
      originAccessControlName: this.name('Access', 64),
    });
    acknowledgeSharedKey(renditions.encryptionKey);
    const common = {
      origin: S3BucketOrigin.withOriginAccessControl(renditions, { originAccessControl }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: this.cachePolicy(),
      responseHeadersPolicy: deliveryHeaders(this, 'Headers', {
        responseHeadersPolicyName: this.name('Headers', 128),
        origins,
      }),
      // Image formats are compressed already.
      compress: false,
    };
    const negotiated = [
      this.edge('Negotiation', FunctionEventType.VIEWER_REQUEST, negotiation(profiles)),
      this.edge('Vary', FunctionEventType.VIEWER_RESPONSE, varyBy('accept', 'origin')),
    ];
    const named =
      origins.length === 0
        ? []
        : [this.edge('VaryByOrigin', FunctionEventType.VIEWER_RESPONSE, varyBy('origin'))];
    return {
      negotiated: { ...common, functionAssociations: negotiated },
      named: { ...common, functionAssociations: named },
    };
  }

  private cachePolicy(): CachePolicy {
    return new CachePolicy(this, 'Cache', {
      comment: 'Renditions are immutable: the path is the whole cache key',
      // Browsers cache for a year, by Cache-Control. CloudFront caches for a day, after which deleted images are gone.
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.days(1),
      maxTtl: Duration.days(1),
    });
  }

  /** Names in CloudFront are unique per account, across regions, and a stage may exist in several regions. */
  private name(id: string, maxLength: number): string {
    // The name of a region has at most 14 characters.
    const stage = Names.uniqueResourceName(this, { maxLength: maxLength - id.length - 15 });
    return `${stage}${id}-${Aws.REGION}`;
  }

  private edge(id: string, eventType: FunctionEventType, code: string) {
    const runtime = FunctionRuntime.JS_2_0;
    const edge = new Function(this, id, { runtime, code: FunctionCode.fromInline(code) });
    return { eventType, function: edge };
  }
}
