import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import { defineConfig } from '@thumbing/config';
import { ImageProcessing } from './image-processing.ts';
import { actionsBelow, CONSUMING, withOwn } from './testing/iam.ts';
import { code, config, stackIn } from './testing/pipeline.ts';

const processing = (stack: Stack, originals: IBucket, renditions: IBucket) =>
  new ImageProcessing(stack, 'Processing', {
    ...defineConfig(config),
    code,
    originals,
    renditions,
    inbox: new Queue(stack, 'Inbox', { visibilityTimeout: Duration.minutes(12) }),
    deadLetters: new Queue(stack, 'DeadLetters'),
    records: new Table(stack, 'Table', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
    }),
    assetsUrl: 'https://assets.example.com',
    maxConcurrency: 7,
  });

describe('the processing', () => {
  let template: Template;
  beforeAll(() => {
    const stack = stackIn();
    processing(stack, new Bucket(stack, 'Originals'), new Bucket(stack, 'Renditions'));
    template = Template.fromStack(stack);
  });

  it('gives its functions exactly these actions', () => {
    expect(actionsBelow(template, 'Processing')).toEqual(
      withOwn({
        'process-image': [
          'dynamodb:DeleteItem',
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          's3:DeleteObject',
          's3:DeleteObject',
          's3:GetObject',
          's3:ListBucket',
          's3:ListBucket',
          's3:PutObject',
          'sns:Publish',
          ...CONSUMING,
        ],
        'dead-letter': [
          'dynamodb:DeleteItem',
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          's3:DeleteObject',
          's3:DeleteObject',
          's3:ListBucket',
          'sns:Publish',
          ...CONSUMING,
        ],
      }),
    );
  });

  it('runs on the Node and the machine that the bundles are made for', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
    });
  });

  it('keeps memory from growing from one image to the next', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      MemorySize: 3_008,
      Timeout: 180,
      Environment: {
        Variables: Match.objectLike({
          MALLOC_ARENA_MAX: '2',
          NODE_OPTIONS: '--max-semi-space-size=4',
        }),
      },
    });
  });

  it('takes one original at a time, at most so many at once, and says which message has failed', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 7 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('announces by TLS only', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
      },
    });
  });
});

describe('times', () => {
  const built = (timeout?: Duration, limit = '3 minutes') => {
    const stack = stackIn();
    new ImageProcessing(stack, 'Processing', {
      ...defineConfig({ ...config, limits: { timeout: limit } }),
      code,
      originals: new Bucket(stack, 'Originals'),
      renditions: new Bucket(stack, 'Renditions'),
      inbox: new Queue(stack, 'Inbox', { visibilityTimeout: Duration.hours(2) }),
      deadLetters: new Queue(stack, 'DeadLetters'),
      records: new Table(stack, 'Table', {
        partitionKey: { name: 'id', type: AttributeType.STRING },
      }),
      assetsUrl: 'https://assets.example.com',
      timeout,
    });
    return Template.fromStack(stack);
  };

  it('of the function leave a minute for the files beside the render, as far as Lambda lets it', () => {
    const hasTimeout = (template: Template, Timeout: number) =>
      template.hasResourceProperties('AWS::Lambda::Function', { MemorySize: 3_008, Timeout });
    hasTimeout(built(), 240);
    hasTimeout(built(undefined, '880 seconds'), 900);
  });

  it('stop the synthesis when an original may take longer than the function', () => {
    expect(() => built(Duration.minutes(2))).toThrow(
      '✖ limits.timeout is 180 seconds: Lambda ends the function after 120; write less, or set a longer timeout on the construct',
    );
    expect(() => built(Duration.minutes(4))).not.toThrow();
  });

  it('stop the synthesis when the function may take longer than Lambda lets it', () => {
    expect(() => built(Duration.minutes(20))).toThrow(
      '✖ timeout is 1200 seconds: Lambda allows 900 at most; set a shorter timeout',
    );
  });
});

describe('an output that could match the trigger of an input', () => {
  it.each([
    ['made here', (stack: Stack) => same(new Bucket(stack, 'Both'))],
    [
      'imported twice by the same name',
      (stack: Stack) => [
        Bucket.fromBucketName(stack, 'A', 'pictures'),
        Bucket.fromBucketName(stack, 'B', 'pictures'),
      ],
    ],
  ] as const)('stops the synthesis when one bucket is %s', (_how, buckets) => {
    const stack = stackIn();
    const [originals, renditions] = buckets(stack);
    if (!originals || !renditions) throw new Error('two buckets are needed');
    processing(stack, originals, renditions);
    Annotations.fromStack(stack).hasError(
      '*',
      Match.stringLikeRegexp('originals and renditions are the same bucket.*use two buckets'),
    );
  });

  it('is not seen in two buckets', () => {
    const stack = stackIn();
    processing(
      stack,
      Bucket.fromBucketName(stack, 'A', 'originals'),
      Bucket.fromBucketName(stack, 'B', 'renditions'),
    );
    Annotations.fromStack(stack).hasNoError('*', Match.anyValue());
  });
});

const same = (bucket: IBucket) => [bucket, bucket];
