import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import { defineConfig } from '@thumbing/config';
import { ImageProcessing, type ImageProcessingProps } from '../image-processing.ts';
import { code, config, stackIn } from '../testing/pipeline.ts';

const processing = (
  stack: Stack,
  originals: IBucket,
  renditions: IBucket,
  changes: Partial<ImageProcessingProps> = {},
) =>
  new ImageProcessing(stack, 'Processing', {
    ...defineConfig(config),
    code,
    originals,
    renditions,
    arrivals: new Queue(stack, 'Arrivals', { visibilityTimeout: Duration.minutes(3) }),
    inbox: new Queue(stack, 'Inbox', { visibilityTimeout: Duration.hours(2) }),
    deadLetters: new Queue(stack, 'DeadLetters'),
    records: new Table(stack, 'Table', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
    }),
    assetsUrl: 'https://assets.example.com',
    ...changes,
  });

describe('times', () => {
  const built = (timeout?: Duration, limit = '3 minutes') => {
    const stack = stackIn();
    const { limits } = defineConfig({ ...config, limits: { timeout: limit } });
    const buckets = [new Bucket(stack, 'Originals'), new Bucket(stack, 'Renditions')] as const;
    processing(stack, ...buckets, { limits, timeout });
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
      '✖ limits.timeout is 3 minutes: Lambda ends the function after 2 minutes; write less, or set a longer timeout on the construct',
    );
    expect(() => built(Duration.minutes(4))).not.toThrow();
  });

  it('stop the synthesis when the function may take longer than Lambda lets it', () => {
    expect(() => built(Duration.minutes(20))).toThrow(
      '✖ timeout is 20 minutes: Lambda allows 15 minutes at most; set a shorter timeout',
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
