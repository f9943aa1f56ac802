import { Match, Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { defineConfig, OUTPUT_FORMATS, SECURITY_HEADERS } from '@thumbing/config';
import { ImageDelivery } from './image-delivery.ts';
import { config, stackIn } from './testing/pipeline.ts';
import { propertiesOf } from './testing/properties.ts';

describe('a distribution', () => {
  let template: Template;
  beforeAll(() => {
    const stack = stackIn();
    const arn = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
    const certificate = Certificate.fromCertificateArn(stack, 'Certificate', arn);
    new ImageDelivery(stack, 'Delivery', {
      ...defineConfig(config),
      renditions: new Bucket(stack, 'Renditions'),
      domain: { name: 'images.example.com', certificate },
      webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/pictures/1',
    });
    template = Template.fromStack(stack);
  });

  it('is the only one that reads the bucket, and signs what it asks', () => {
    template.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: { SigningBehavior: 'always', SigningProtocol: 'sigv4' },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            // With leave to list, S3 says 404 of what is not there, and 403 without.
            Action: ['s3:GetObject', 's3:ListBucket'],
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'AWS:SourceArn': Match.anyValue() } },
          }),
        ],
      },
    });
  });

  it('judges every request at the edge, and says what the answer depends on', () => {
    const [{ DistributionConfig } = {}] = propertiesOf(template, 'AWS::CloudFront::Distribution');
    const { DefaultCacheBehavior, CacheBehaviors } = DistributionConfig as Behaviors;
    const behaviors = [DefaultCacheBehavior, ...CacheBehaviors];
    expect(behaviors.map(({ PathPattern }) => PathPattern)).toEqual([
      undefined,
      ...OUTPUT_FORMATS.map((format) => `*.${format}`),
    ]);
    const [negotiated, ...named] = behaviors.map(({ FunctionAssociations }) =>
      FunctionAssociations.map(({ EventType, FunctionARN }) => [
        EventType,
        FunctionARN['Fn::GetAtt'][0].replace(/\w{8}$/, ''),
      ]),
    );
    const request = ['viewer-request', 'DeliveryRequest'];
    expect(negotiated).toEqual([request, ['viewer-response', 'DeliveryVary']]);
    for (const each of named) {
      expect(each).toEqual([request, ['viewer-response', 'DeliveryVaryByOrigin']]);
    }
    for (const { AllowedMethods, CachedMethods } of behaviors) {
      expect(AllowedMethods).toEqual(['GET', 'HEAD', 'OPTIONS']);
      expect(CachedMethods).toBeUndefined();
    }
  });

  it('asks again after a minute for what is not there', () => {
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { CustomErrorResponses: [{ ErrorCode: 404, ErrorCachingMinTTL: 60 }] },
    });
  });

  it('has no keys where no profile takes recipes, and asks S3 for nothing but the path', () => {
    template.resourceCountIs('AWS::CloudFront::KeyValueStore', 0);
    template.resourceCountIs('AWS::CloudFront::OriginRequestPolicy', 0);
  });

  it('keeps one copy of a rendition, whatever is asked around its address', () => {
    template.hasResourceProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: {
        MaxTTL: 86_400,
        ParametersInCacheKeyAndForwardedToOrigin: Match.objectLike({
          CookiesConfig: { CookieBehavior: 'none' },
          HeadersConfig: { HeaderBehavior: 'none' },
          QueryStringsConfig: { QueryStringBehavior: 'none' },
        }),
      },
    });
  });

  it('lets the pages of the configuration read what they fetch', () => {
    template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        CorsConfig: Match.objectLike({
          AccessControlAllowOrigins: { Items: ['https://app.example.com'] },
        }),
      },
    });
  });

  it('adds the same headers as the one-machine edition, and HTTPS for a year', () => {
    const [{ ResponseHeadersPolicyConfig } = {}] = propertiesOf(
      template,
      'AWS::CloudFront::ResponseHeadersPolicy',
    );
    const { 'content-security-policy': policy, ...others } = SECURITY_HEADERS.assets;
    expect(ResponseHeadersPolicyConfig).toMatchObject({
      SecurityHeadersConfig: {
        ContentSecurityPolicy: { ContentSecurityPolicy: policy, Override: true },
        // Its only value is `nosniff`.
        ContentTypeOptions: { Override: true },
        ReferrerPolicy: { ReferrerPolicy: others['referrer-policy'], Override: true },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
      },
      CustomHeadersConfig: {
        Items: [
          {
            Header: 'cross-origin-resource-policy',
            Value: others['cross-origin-resource-policy'],
            Override: true,
          },
        ],
      },
    });
    expect(Object.keys(others).sort()).toEqual([
      'cross-origin-resource-policy',
      'referrer-policy',
      'x-content-type-options',
    ]);
  });

  it('answers to a name of its own, behind a firewall, when it is given them', () => {
    const [{ DistributionConfig } = {}] = propertiesOf(template, 'AWS::CloudFront::Distribution');
    expect(DistributionConfig).toMatchObject({
      Aliases: ['images.example.com'],
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
      WebACLId: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/pictures/1',
    });
  });
});

interface Behaviors {
  readonly DefaultCacheBehavior: Behavior;
  readonly CacheBehaviors: readonly Behavior[];
}
interface Behavior {
  readonly PathPattern?: string;
  readonly AllowedMethods: readonly string[];
  readonly CachedMethods?: readonly string[];
  readonly FunctionAssociations: readonly {
    readonly EventType: string;
    readonly FunctionARN: { readonly 'Fn::GetAtt': readonly [string, string] };
  }[];
}
