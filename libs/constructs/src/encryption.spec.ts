import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ImagePipeline } from './image-pipeline.ts';
import { actionsBelow, keyActionsByFunction } from './testing/iam.ts';
import { code, onRequest, stackIn, templateOf } from './testing/pipeline.ts';
import { propertiesOf } from './testing/properties.ts';

const READS = { dynamodb: ['Decrypt', 'DescribeKey'] };
const WRITES = {
  dynamodb: [...READS.dynamodb, 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'],
};
const SENDS = ['Decrypt', 'GenerateDataKey'];

/** Actions on keys, by service, that a caller of these actions needs. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'dynamodb:GetItem': READS,
  'dynamodb:Query': READS,
  'dynamodb:Scan': READS,
  'dynamodb:PutItem': WRITES,
  'dynamodb:UpdateItem': WRITES,
  'dynamodb:DeleteItem': WRITES,
  'dynamodb:GetRecords': { dynamodb: ['Decrypt'] },
  's3:GetObject': { s3: ['Decrypt'] },
  's3:PutObject': { s3: ['GenerateDataKey'] },
  'sns:Publish': { sns: SENDS },
  'sqs:SendMessage': { sqs: SENDS },
  'secretsmanager:GetSecretValue': { secretsmanager: ['Decrypt'] },
  // Lambda polls the queue with the role of the function.
  'sqs:ReceiveMessage': { '*': ['Decrypt'] },
};

/** Actions that read and write nothing encrypted. */
const UNENCRYPTED = [
  /^(?:logs|xray):/,
  /^s3:(?:DeleteObject|ListBucket|PutObjectTagging)$/,
  /^dynamodb:(?:DescribeStream|GetShardIterator|ListStreams on \*)$/,
  /^sqs:(?:ChangeMessageVisibility|DeleteMessage|GetQueueAttributes|GetQueueUrl)$/,
  /^kms:/,
];

/** Throws for an action that is in neither list. */
function keyActionsFor(actions: readonly string[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const action of actions) {
    if (UNENCRYPTED.some((pattern) => pattern.test(action))) continue;
    const needed = NEEDED[action];
    if (!needed) throw new Error(`state the use of keys that ${action} needs`);
    for (const [service, names] of Object.entries(needed)) {
      found[service] = [...new Set([...(found[service] ?? []), ...names])].sort();
    }
  }
  return found;
}

describe('with a key of its own, a pipeline', () => {
  const stack = stackIn();
  let template: Template;
  beforeAll(() => {
    const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
    new ImagePipeline(stack, 'Thumbing', { config: onRequest, code, encryptionKey });
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
    const found = keyActionsByFunction(template);
    const actions = Object.entries(actionsBelow(template, ''));
    expect(found).toEqual(
      Object.fromEntries(
        actions.flatMap(([name, allowed]) => {
          const needed = keyActionsFor(allowed);
          return Object.keys(needed).length > 0 ? [[name, needed]] : [];
        }),
      ),
    );
    expect(found['process-image']).toEqual({
      dynamodb: WRITES.dynamodb,
      s3: ['Decrypt', 'GenerateDataKey'],
      sns: ['Decrypt', 'GenerateDataKey'],
      '*': ['Decrypt'],
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
