import { Aws, Duration, Names, Token } from 'aws-cdk-lib/core';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  CachePolicy,
  Distribution,
  Function,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersReferrerPolicy,
  HttpVersion,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { ConfigError, OUTPUT_FORMATS, type Config } from '@thumbing/config';
import { Construct } from 'constructs';
import { negotiation, varyBy } from './edge/edge-functions.ts';

export interface ImageDeliveryProps {
  /** In the stack of this construct: each names the other in its policy. */
  readonly renditions: IBucket;
  /** What is made of originals: which formats there are to choose from. */
  readonly profiles: Config['profiles'];
  /** Web pages whose scripts may read what they fetch; everyone may show it. */
  readonly origins: Config['origins'];
  /** A name of your own, whose DNS you point at the distribution. @default the name that CloudFront gives */
  readonly domain?: DeliveryDomain;
  /** The ARN of a web ACL of AWS WAF, with scope CLOUDFRONT. @default none */
  readonly webAclArn?: string | undefined;
}

export interface DeliveryDomain {
  /** Such as `images.example.com`. */
  readonly name: string;
  /** For that name, from us-east-1: CloudFront takes no other. */
  readonly certificate: ICertificate;
}

/** Serves renditions to the world, from near it, to be kept for good. */
export class ImageDelivery extends Construct {
  readonly distribution: Distribution;
  /** What addresses of renditions begin with, without a slash at the end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ImageDeliveryProps) {
    super(scope, id);
    const { renditions, profiles, origins, domain, webAclArn } = props;
    if (domain) checkCertificate(domain.certificate);

    const access = new S3OriginAccessControl(this, 'Access', {
      originAccessControlName: this.name('Access', 64),
    });
    const asIs = {
      origin: S3BucketOrigin.withOriginAccessControl(renditions, { originAccessControl: access }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: new CachePolicy(this, 'Cache', {
        comment: 'Renditions never change: nothing but their address tells them apart',
        // Browsers keep them for a year, as they are told. Here one that was deleted is gone after a day.
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.days(1),
        maxTtl: Duration.days(1),
      }),
      responseHeadersPolicy: this.headers(origins),
      // Pictures are compressed already.
      compress: false,
    };
    const negotiated = {
      ...asIs,
      functionAssociations: [
        this.edge('Negotiation', FunctionEventType.VIEWER_REQUEST, negotiation(profiles)),
        this.edge('Vary', FunctionEventType.VIEWER_RESPONSE, varyBy('accept', 'origin')),
      ],
    };
    const named = {
      ...asIs,
      functionAssociations:
        origins.length === 0
          ? []
          : [this.edge('VaryByOrigin', FunctionEventType.VIEWER_RESPONSE, varyBy('origin'))],
    };
    this.distribution = new Distribution(this, 'Distribution', {
      defaultBehavior: negotiated,
      // Whoever names a format needs none chosen.
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

  /** CloudFront's names are for all regions of an account, in each of which a stage may be. */
  private name(id: string, maxLength: number): string {
    // A region has at most 14 characters.
    const stage = Names.uniqueResourceName(this, { maxLength: maxLength - id.length - 15 });
    return `${stage}${id}-${Aws.REGION}`;
  }

  private edge(id: string, eventType: FunctionEventType, code: string) {
    const edge = new Function(this, id, {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(code),
    });
    return { eventType, function: edge };
  }

  /** A rendition is what its type says, runs nothing, and may be shown on every page. */
  private headers(origins: Config['origins']): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: this.name('Headers', 128),
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
          contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
          override: true,
        },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'cross-origin-resource-policy', value: 'cross-origin', override: true },
        ],
      },
    });
  }
}

function checkCertificate({ certificateArn, stack }: ICertificate): void {
  const region = Token.isUnresolved(certificateArn) ? stack.region : certificateArn.split(':')[3];
  if (region === 'us-east-1') return;
  throw new ConfigError(
    `✖ domain.certificate is from ${region && !Token.isUnresolved(region) ? region : 'a region that is not known'}: ` +
      'CloudFront takes certificates from us-east-1 only; request it there, or make it in a stack with ' +
      "env: { region: 'us-east-1' }",
  );
}
