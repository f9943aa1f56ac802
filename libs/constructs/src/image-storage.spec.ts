import { Duration } from 'aws-cdk-lib/core';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { defineConfig } from '@thumbing/config';
import { ImageStorage } from './image-storage.ts';
import { config, stackIn } from './testing/pipeline.ts';

let template: Template;
beforeAll(() => {
  const stack = stackIn();
  new ImageStorage(stack, 'Storage', {
    ...defineConfig(config),
    timeout: Duration.seconds(70),
  });
  template = Template.fromStack(stack);
});

it('shows no bucket to the world, and takes nothing in the clear', () => {
  template.allResourcesProperties('AWS::S3::Bucket', {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    BucketEncryption: Match.anyValue(),
  });
  const refusesClear = {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: 'Deny',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ]),
    },
  };
  template.resourcePropertiesCountIs('AWS::S3::BucketPolicy', refusesClear, 2);
  template.resourcePropertiesCountIs('AWS::SQS::QueuePolicy', refusesClear, 2);
});

it('takes uploads from the pages of the configuration, and from no other', () => {
  const CorsConfiguration = {
    CorsRules: [
      {
        AllowedOrigins: ['https://app.example.com'],
        AllowedMethods: ['PUT'],
        AllowedHeaders: ['content-type', 'if-none-match', 'x-amz-*'],
        MaxAge: 3_600,
      },
    ],
  };
  template.resourcePropertiesCountIs('AWS::S3::Bucket', { CorsConfiguration }, 1);
});

it('forgets what was begun and not finished, and originals when their time is up, in whole days', () => {
  const abort = Match.objectLike({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } });
  const rules = (...Rules: unknown[]) => ({ LifecycleConfiguration: { Rules } });
  template.resourcePropertiesCountIs('AWS::S3::Bucket', rules(abort), 1);
  template.resourcePropertiesCountIs(
    'AWS::S3::Bucket',
    rules(abort, Match.objectLike({ ExpirationInDays: 2 })),
    1,
  );
});

it('puts every original that arrives into the inbox, by a property of its bucket alone', () => {
  template.resourcePropertiesCountIs(
    'AWS::S3::Bucket',
    {
      NotificationConfiguration: {
        QueueConfigurations: [
          {
            Event: 's3:ObjectCreated:*',
            Queue: { 'Fn::GetAtt': [Match.stringLikeRegexp('Inbox'), 'Arn'] },
          },
        ],
      },
    },
    1,
  );
  template.hasResource('AWS::S3::Bucket', { DependsOn: [Match.stringLikeRegexp('InboxPolicy')] });
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: 'sqs:SendMessage',
          Principal: { Service: 's3.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        }),
      ]),
    },
  });
});

it('keeps a message hidden for six times as long as processing may take, and gives up after the attempts', () => {
  template.hasResourceProperties('AWS::SQS::Queue', {
    VisibilityTimeout: 420,
    RedrivePolicy: Match.objectLike({ maxReceiveCount: 6 }),
  });
});
