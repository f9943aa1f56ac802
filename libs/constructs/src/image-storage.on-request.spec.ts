import { Match, Template } from 'aws-cdk-lib/assertions';
import { defineConfig } from '@thumbing/config';
import { ImageStorage, type ImageStorageProps } from './image-storage.ts';
import { config, stackIn } from './testing/pipeline.ts';
import { propertiesOf } from './testing/properties.ts';

function templateOf(changes: Partial<ImageStorageProps> = {}): Template {
  const stack = stackIn();
  new ImageStorage(stack, 'Storage', { ...defineConfig(config), ...changes });
  return Template.fromStack(stack);
}

let template: Template;
beforeAll(() => {
  template = templateOf();
});

it('ends renditions by recipes after their time, copies within that of their originals, and no others', () => {
  const renditions = propertiesOf(template, 'AWS::S3::Bucket', {
    Properties: { VersioningConfiguration: Match.absent() },
  });
  expect(renditions).toMatchObject([
    {
      LifecycleConfiguration: {
        Rules: [
          { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
          { TagFilters: [{ Key: 'kept', Value: 'for-a-while' }], ExpirationInDays: 90 },
          { Prefix: '_copies/', ExpirationInDays: 1 },
        ],
      },
    },
  ]);
});

it('keeps copies of originals that are kept as long as their image', () => {
  const kept = templateOf({ retention: { unfinished: 86_400 } });
  expect(JSON.stringify(kept.findResources('AWS::S3::Bucket'))).not.toContain('_copies/');
});

it('shows copies of originals to no distribution', () => {
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    Bucket: { Ref: Match.stringLikeRegexp('Renditions') },
    PolicyDocument: {
      Statement: Match.arrayWith([
        {
          Action: 's3:GetObject',
          Effect: 'Deny',
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Resource: {
            'Fn::Join': [
              '',
              [{ 'Fn::GetAtt': [Match.stringLikeRegexp('Renditions'), 'Arn'] }, '/_copies/*'],
            ],
          },
        },
      ]),
    },
  });
});
