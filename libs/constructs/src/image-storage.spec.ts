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
  template.resourcePropertiesCountIs('AWS::SQS::QueuePolicy', refusesClear, 4);
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
  template.resourcePropertiesCountIs(
    'AWS::S3::Bucket',
    rules(abort, Match.anyValue(), Match.objectLike({ ExpirationInDays: 2 })),
    1,
  );
});

it('tells of every original that arrives in its bucket, and of nothing in another bucket', () => {
  const originals = { Ref: Match.stringLikeRegexp('Originals') };
  template.resourcePropertiesCountIs(
    'AWS::S3::Bucket',
    { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } },
    1,
  );
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      account: [{ Ref: 'AWS::AccountId' }],
      detail: { bucket: { name: [originals] } },
    },
    Targets: [
      Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('ArrivalQueue'), 'Arn'] } }),
    ],
  });
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    Queues: [{ Ref: Match.stringLikeRegexp('ArrivalQueue') }],
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: 'sqs:SendMessage',
          Principal: { Service: 'events.amazonaws.com' },
          Condition: {
            ArnEquals: {
              'aws:SourceArn': { 'Fn::GetAtt': [Match.stringLikeRegexp('Arrivals'), 'Arn'] },
            },
          },
        }),
      ]),
    },
  });
});

it('keeps removed originals for a week, and removed renditions not at all', () => {
  template.resourcePropertiesCountIs(
    'AWS::S3::Bucket',
    {
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          Match.objectLike({
            NoncurrentVersionExpiration: { NoncurrentDays: 7 },
            ExpiredObjectDeleteMarker: true,
          }),
        ]),
      },
    },
    1,
  );
  template.resourcePropertiesCountIs(
    'AWS::S3::Bucket',
    { VersioningConfiguration: Match.absent() },
    1,
  );
});

it('keeps a message hidden for six times as long as processing may take, and gives up after the attempts', () => {
  template.hasResourceProperties('AWS::SQS::Queue', {
    VisibilityTimeout: 420,
    RedrivePolicy: Match.objectLike({ maxReceiveCount: 6 }),
  });
});

it('sets an arrival aside that cannot be forwarded for an hour, and keeps it for two weeks', () => {
  template.hasResourceProperties('AWS::SQS::Queue', {
    VisibilityTimeout: 180,
    RedrivePolicy: {
      deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('ArrivalDeadLetters'), 'Arn'] },
      maxReceiveCount: 20,
    },
  });
});

it('lets nobody but the functions of the account send to the inbox', () => {
  const [policy] = Object.values(
    template.findResources('AWS::SQS::QueuePolicy', {
      Properties: { Queues: [{ Ref: Match.stringLikeRegexp('Inbox') }] },
    }),
  );
  expect(JSON.stringify(policy)).not.toContain('Allow');
});
