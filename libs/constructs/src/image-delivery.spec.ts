import { Stack } from 'aws-cdk-lib/core';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Certificate, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { defineConfig, OUTPUT_FORMATS, SECURITY_HEADERS } from '@thumbing/config';
import { ImageDelivery, type ImageDeliveryProps } from './image-delivery.ts';
import { config, newApp, stackIn } from './testing/pipeline.ts';
import { propertiesOf } from './testing/properties.ts';

const deliver = (stack: Stack, props: Partial<ImageDeliveryProps> = {}) =>
  new ImageDelivery(stack, 'Delivery', {
    ...defineConfig(config),
    renditions: new Bucket(stack, 'Renditions'),
    ...props,
  });

const importedFrom = (stack: Stack, region: string): ICertificate =>
  Certificate.fromCertificateArn(
    stack,
    'Certificate',
    `arn:aws:acm:${region}:123456789012:certificate/1`,
  );

describe('a distribution', () => {
  let template: Template;
  beforeAll(() => {
    const stack = stackIn();
    const domain = {
      name: 'images.example.com',
      certificate: importedFrom(stack, 'us-east-1'),
    };
    const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/pictures/1';
    deliver(stack, { domain, webAclArn });
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
            Action: 's3:GetObject',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'AWS:SourceArn': Match.anyValue() } },
          }),
        ],
      },
    });
  });

  it('chooses a format only where none is named, and says what the answer depends on', () => {
    const [{ DistributionConfig } = {}] = propertiesOf(template, 'AWS::CloudFront::Distribution');
    expect(DistributionConfig).toMatchObject({
      DefaultCacheBehavior: {
        FunctionAssociations: [{ EventType: 'viewer-request' }, { EventType: 'viewer-response' }],
      },
      CacheBehaviors: OUTPUT_FORMATS.map((format) => ({
        PathPattern: `*.${format}`,
        FunctionAssociations: [{ EventType: 'viewer-response' }],
      })),
    });
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

it.each(['eu-west-1', 'ap-southeast-2'])('refuses a certificate from %s', (region) => {
  const stack = stackIn();
  const certificate = importedFrom(stack, region);
  expect(() => deliver(stack, { domain: { name: 'images.example.com', certificate } })).toThrow(
    `✖ domain.certificate is from ${region}: CloudFront accepts certificates from us-east-1 only; ` +
      "request it there, or create it in a stack with env: { region: 'us-east-1' }",
  );
});

it.each([
  ['us-east-1', undefined],
  ['eu-west-1', 'is from eu-west-1'],
  [undefined, 'is from an unknown region'],
])('judges a certificate that is made in a stack by the region %s of the stack', (region, said) => {
  const app = newApp();
  const stack = new Stack(app, 'Pictures', { env: { region: 'eu-west-1' } });
  const elsewhere = new Stack(app, 'Certificates', region ? { env: { region } } : {});
  const domainName = 'images.example.com';
  const certificate = new Certificate(elsewhere, 'Certificate', { domainName });
  const build = () => deliver(stack, { domain: { name: domainName, certificate } });
  if (said === undefined) expect(build).not.toThrow();
  else expect(build).toThrow(said);
});
