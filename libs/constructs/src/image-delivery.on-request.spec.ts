import { Match, Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { defineConfig } from '@thumbing/config';
import { ImageDelivery, type ImageDeliveryProps } from './image-delivery.ts';
import { ImagePipeline } from './image-pipeline.ts';
import { code, config, onRequest, stackIn } from './testing/pipeline.ts';
import { propertiesOf } from './testing/properties.ts';

const templateIn = (region?: string, config: typeof onRequest = onRequest): Template => {
  const stack = stackIn(region);
  new ImagePipeline(stack, 'Thumbing', { config, code });
  return Template.fromStack(stack);
};

const distributionIn = (template: Template): unknown =>
  propertiesOf(template, 'AWS::CloudFront::Distribution')[0]?.['DistributionConfig'];

const DISTRIBUTION = { Ref: expect.stringMatching(/^ThumbingDeliveryDistribution/) as unknown };

describe('a distribution of renditions on request', () => {
  let template: Template;
  beforeAll(() => {
    template = templateIn('eu-west-1');
  });

  it('asks the bucket, and the function for what is not in it, and only then', () => {
    expect(distributionIn(template)).toMatchObject({
      OriginGroups: {
        Items: [{ FailoverCriteria: { StatusCodes: { Items: [404], Quantity: 1 } } }],
      },
      Origins: [
        {
          DomainName: {
            'Fn::GetAtt': [expect.stringContaining('Renditions'), 'RegionalDomainName'],
          },
        },
        { CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginReadTimeout: 40 } },
      ],
    });
  });

  it('asks from one place, near the bucket', () => {
    const shield = { OriginShield: { Enabled: true, OriginShieldRegion: 'eu-west-1' } };
    expect(distributionIn(template)).toMatchObject({ Origins: [shield, shield] });
  });

  it('is told by S3 what is missing, has no path that lists, and gets no copies of originals', () => {
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: Match.stringLikeRegexp('Renditions') },
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: 's3:GetObject', Effect: 'Deny' }),
          Match.objectLike({
            Action: ['s3:GetObject', 's3:ListBucket'],
            Effect: 'Allow',
            Condition: { StringEquals: { 'AWS:SourceArn': Match.anyValue() } },
          }),
        ]),
      },
    });
    expect(distributionIn(template)).toMatchObject({ DefaultRootObject: 'none' });
  });

  it('is the only one that may use the URL of the function, and signs what it asks', () => {
    const permissions = propertiesOf(template, 'AWS::Lambda::Permission', {
      Properties: { Principal: 'cloudfront.amazonaws.com' },
    });
    const only = {
      SourceArn: { 'Fn::Join': ['', expect.arrayContaining([DISTRIBUTION]) as unknown] },
    };
    expect(permissions).toMatchObject([
      { Action: 'lambda:InvokeFunctionUrl', ...only },
      { Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true, ...only },
    ]);
    template.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: {
        OriginAccessControlOriginType: 'lambda',
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      },
    });
  });

  it('forwards signatures, in the header of the edge, and keeps one copy whatever they are', () => {
    template.hasResourceProperties('AWS::CloudFront::OriginRequestPolicy', {
      OriginRequestPolicyConfig: Match.objectLike({
        HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['x-thumbing-signature'] },
        QueryStringsConfig: { QueryStringBehavior: 'none' },
        CookiesConfig: { CookieBehavior: 'none' },
      }),
    });
    template.hasResourceProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: {
        ParametersInCacheKeyAndForwardedToOrigin: Match.objectLike({
          HeadersConfig: { HeaderBehavior: 'none' },
        }),
      },
    });
    expect(distributionIn(template)).toMatchObject({
      CustomErrorResponses: [
        { ErrorCode: 404, ErrorCachingMinTTL: 60 },
        { ErrorCode: 403, ErrorCachingMinTTL: 0 },
        { ErrorCode: 503, ErrorCachingMinTTL: 1 },
      ],
    });
  });
});

it.each([
  ['eu-north-1', 'eu-west-2'],
  ['sa-east-1', 'sa-east-1'],
])('has the Origin Shield of %s in %s', (region, OriginShieldRegion) => {
  const shield = { OriginShield: { OriginShieldRegion } };
  expect(distributionIn(templateIn(region))).toMatchObject({ Origins: [shield, shield] });
});

it('has no Origin Shield where its region is known at deployment only', () => {
  expect(JSON.stringify(distributionIn(templateIn()))).not.toContain('OriginShield');
});

/** A distribution without a function. */
function delivery(changes: Partial<ImageDeliveryProps>): ImageDelivery {
  const stack = stackIn();
  const renditions = new Bucket(stack, 'Renditions');
  return new ImageDelivery(stack, 'Delivery', { ...defineConfig(config), renditions, ...changes });
}

it('refuses renditions on request that nothing makes', () => {
  const { profiles } = defineConfig(onRequest);
  expect(() => delivery({ profiles })).toThrow(
    '✖ profiles have renditions on request, and nothing makes them: give ImageDelivery the `making` of an ImageMaking',
  );
});

describe('a distribution of renditions that are made at upload', () => {
  it('asks the bucket alone, and hides nothing in it', () => {
    const stack = stackIn('eu-west-1');
    const renditions = new Bucket(stack, 'Renditions');
    new ImageDelivery(stack, 'Delivery', { ...defineConfig(config), renditions });
    const template = Template.fromStack(stack);
    for (const absent of ['OriginGroups', 'DefaultRootObject']) {
      expect(distributionIn(template)).not.toHaveProperty(absent);
    }
    template.resourceCountIs('AWS::CloudFront::OriginRequestPolicy', 0);
    template.resourceCountIs('AWS::Lambda::Permission', 0);
    expect(JSON.stringify(template.toJSON())).not.toMatch(/OriginShield|Deny/);
  });
});

it('refuses private profiles, whose renditions CloudFront would show to everyone', () => {
  const { profiles } = defineConfig({
    profiles: { photo: { variants: { card: {} }, access: 'private' } },
  });
  expect(() => delivery({ profiles })).toThrow(
    "✖ profiles.photo.access is 'private': only the one-machine edition can do that; leave it out",
  );
});
