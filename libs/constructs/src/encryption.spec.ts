import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ImagePipeline } from './image-pipeline.ts';
import { keyActionsByFunction } from './testing/iam.ts';
import { code, config, stackIn, templateOf } from './testing/pipeline.ts';
import { propertiesOf } from './testing/properties.ts';

describe('with a key of its own, a pipeline', () => {
  const stack = stackIn();
  let template: Template;
  beforeAll(() => {
    const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
    new ImagePipeline(stack, 'Thumbing', { config, code, encryptionKey });
    template = Template.fromStack(stack);
  });
  const key = { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] };

  it('encrypts buckets, table, queues, topics and secrets with it', () => {
    template.allResourcesProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key },
          },
        ],
      },
    });
    template.allResourcesProperties('AWS::DynamoDB::Table', {
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key },
    });
    template.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: key });
    template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: key });
    template.allResourcesProperties('AWS::SecretsManager::Secret', { KmsKeyId: key });
  });

  it('lets each function use the key for what it reads and writes, through that service only', () => {
    const records = [
      'Decrypt',
      'DescribeKey',
      'Encrypt',
      'GenerateDataKey',
      'ReEncryptFrom',
    ].concat('ReEncryptTo');
    const settling = {
      dynamodb: records,
      sns: ['Decrypt', 'GenerateDataKey'],
      // Lambda polls the queue with the role of the function.
      '*': ['Decrypt'],
    };
    expect(keyActionsByFunction(template)).toEqual({
      'forward-originals': {
        dynamodb: ['Decrypt', 'DescribeKey'],
        sqs: ['Decrypt', 'GenerateDataKey'],
        '*': ['Decrypt'],
      },
      'process-image': { ...settling, s3: ['Decrypt', 'GenerateDataKey'] },
      'dead-letter': settling,
      webhook: { secretsmanager: ['Decrypt'], '*': ['Decrypt'] },
      api: {
        dynamodb: records,
        s3: ['GenerateDataKey'],
      },
      'expire-grants': { dynamodb: records, sqs: ['Decrypt', 'GenerateDataKey'] },
      reconcile: { dynamodb: records, sqs: ['Decrypt', 'GenerateDataKey'] },
      'failed-images': { dynamodb: records, sqs: ['Decrypt', 'GenerateDataKey'] },
      outbox: { dynamodb: ['Decrypt'], sqs: ['Decrypt', 'GenerateDataKey'] },
    });
  });

  it('lets services send encrypted messages of this account, and the distribution read', () => {
    const [{ KeyPolicy } = {}] = propertiesOf(template, 'AWS::KMS::Key');
    const account = { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } };
    for (const [service, Action, Condition] of [
      ['events.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'], { StringEquals: account }],
      ['sns.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'], { StringEquals: account }],
      ['cloudfront.amazonaws.com', 'kms:Decrypt', { ArnLike: expect.anything() as unknown }],
    ] as const) {
      expect(KeyPolicy).toMatchObject({
        Statement: expect.arrayContaining([
          { Effect: 'Allow', Principal: { Service: service }, Resource: '*', Action, Condition },
        ]) as unknown,
      });
    }
  });

  it('has no warning', () => {
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});

it('encrypts everything with keys that AWS manages by default', () => {
  const template = templateOf();
  template.resourceCountIs('AWS::KMS::Key', 0);
  template.allResourcesProperties('AWS::S3::Bucket', { BucketEncryption: Match.anyValue() });
  template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
  template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: 'alias/aws/sns' });
  expect(keyActionsByFunction(template)).toEqual({});
});
