import { Aws, Duration, Names } from 'aws-cdk-lib/core';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  CachePolicy,
  Distribution,
  HttpVersion,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type KeyValueStore,
} from 'aws-cdk-lib/aws-cloudfront';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { ConfigError, OUTPUT_FORMATS, type Config } from '@thumbing/config';
import { Construct } from 'constructs';
import { checkCertificate } from './delivery/check-certificate.ts';
import { checkPrivate } from './delivery/check-private.ts';
import { deliveryHeaders } from './delivery/delivery-headers.ts';
import { deliveryOrigin } from './delivery/delivery-origin.ts';
import { edgeBehaviors } from './edge/edge-behaviors.ts';
import type { ImageMaking } from './making/image-making.ts';
import { anyOnRequest } from './making/on-request.ts';

/** The renditions to serve, and the domain and web pages to serve them to. */
export interface ImageDeliveryProps {
  /** Must be in the same stack: the bucket and the distribution refer to each other in their policies. */
  readonly renditions: IBucket;
  /** The profiles, whose formats are candidates for content negotiation. */
  readonly profiles: Config['profiles'];
  /** Origins of the web pages whose scripts may read images (CORS). Every page may show them. */
  readonly origins: Config['origins'];
  /** The function that makes renditions on request. Required if a profile has any. @default none */
  readonly making?: Pick<ImageMaking, 'url' | 'timeout'> | undefined;
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

/** As long as that of the one-machine edition: an image may be ready a moment later. */
const NOT_FOUND = { httpStatus: 404, ttl: Duration.minutes(1) };

/** Errors of a distribution in front of a function. */
const MAKING_ERRORS = [
  // Another signature may be valid.
  { httpStatus: 403, ttl: Duration.seconds(0) },
  // The function tells when to ask again, in a second at the earliest.
  { httpStatus: 503, ttl: Duration.seconds(1) },
];

/** The object at `/`, where S3 would answer with a list of the bucket. No file has this name. */
const NO_FILE = 'none';

const NO_MAKING =
  '✖ profiles have renditions on request, and nothing makes them: give ImageDelivery the `making` of an ImageMaking';

/** A CloudFront distribution that serves renditions as immutable files. */
export class ImageDelivery extends Construct {
  /** The target for the DNS of a custom domain. */
  readonly distribution: Distribution;
  /** The base URL of renditions, without a trailing slash. */
  readonly url: string;
  /** Secrets by the names of keys that sign addresses; absent where no profile takes recipes. */
  readonly keys: KeyValueStore | undefined;

  constructor(scope: Construct, id: string, props: ImageDeliveryProps) {
    super(scope, id);
    const { profiles, origins, making, domain, webAclArn } = props;
    if (domain) checkCertificate(domain.certificate);
    checkPrivate(profiles);
    if (anyOnRequest(profiles) && !making) throw new ConfigError(NO_MAKING);

    const nameOf = (id: string, maxLength: number) => this.name(id, maxLength);
    const { keys, ...edge } = edgeBehaviors(this, { profiles, origins, nameOf });
    this.keys = keys;
    const common = this.behavior(props);
    const named = { ...common, ...edge.named };
    this.distribution = new Distribution(this, 'Distribution', {
      defaultBehavior: { ...common, ...edge.negotiated },
      additionalBehaviors: Object.fromEntries(OUTPUT_FORMATS.map((name) => [`*.${name}`, named])),
      errorResponses: [NOT_FOUND, ...(making ? MAKING_ERRORS : [])],
      ...(making && { defaultRootObject: NO_FILE }),
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

  /** The part of a behavior that is the same for all paths. */
  private behavior({ renditions, making, origins }: ImageDeliveryProps) {
    const name = (id: string): string => this.name(id, 64);
    return {
      origin: deliveryOrigin(this, { renditions, making, name }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: this.cachePolicy(),
      responseHeadersPolicy: deliveryHeaders(this, 'Headers', {
        responseHeadersPolicyName: this.name('Headers', 128),
        origins,
      }),
      // Image formats are compressed already.
      compress: false,
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
}
