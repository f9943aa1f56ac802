import { Annotations, Aws, Stack } from 'aws-cdk-lib/core';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { TableEncryption, type TableProps } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BucketEncryption, type BucketProps } from 'aws-cdk-lib/aws-s3';
import { CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import { QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Options of constructs that create resources that hold data. */
export interface EncryptionOptions {
  /**
   * A key that encrypts everything at rest: buckets, table, queues, topics, secrets. Its policy must allow the services
   * that `README.md` lists; the policy of a key that is created in the same app is extended.
   * @default keys that AWS manages
   */
  readonly encryptionKey?: IKey | undefined;
}

export const bucketEncryption = (encryptionKey: IKey | undefined): BucketProps =>
  encryptionKey
    ? // A bucket key saves one request to KMS for each object.
      { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }
    : { encryption: BucketEncryption.S3_MANAGED };

export const queueEncryption = (encryptionMasterKey: IKey | undefined): QueueProps =>
  encryptionMasterKey
    ? { encryption: QueueEncryption.KMS, encryptionMasterKey }
    : { encryption: QueueEncryption.SQS_MANAGED };

export const tableEncryption = (encryptionKey: IKey | undefined): Partial<TableProps> =>
  encryptionKey ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey } : {};

/** An encrypted topic, TLS only. The key of AWS is of use to publishers with IAM roles only, and to no service. */
export function privateTopic(scope: Construct, id: string, masterKey: IKey | undefined): Topic {
  const topic = new Topic(scope, id, { enforceSSL: true, masterKey });
  const { defaultChild } = topic.node;
  if (!masterKey && defaultChild instanceof CfnTopic) {
    defaultChild.kmsMasterKeyId = 'alias/aws/sns';
  }
  return topic;
}

/**
 * Lets a service use a key for messages of this account. The queue or topic that it sends to names the source: here,
 * that would be a circular reference, since the source is encrypted with this key.
 */
export function allowSending(key: IKey | undefined, service: string): void {
  key?.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(service)],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(key).account } },
    }),
  );
}

/**
 * Acknowledges that the policy of a bucket's key, which the CDK extends, lets every distribution of the account decrypt:
 * a single one would be a circular reference. The policy of the bucket names one.
 */
export function acknowledgeSharedKey(key: IKey | undefined): void {
  if (!key?.node.scope) return;
  Annotations.of(key.node.scope).acknowledgeWarning(
    '@aws-cdk/aws-cloudfront-origins:wildcardKeyPolicyForOac',
    'The policy of the bucket lets one distribution read.',
  );
}

/** Permission to use a key through one service, none without a key. */
export const through = (
  service: 's3' | 'sqs' | 'sns' | 'dynamodb' | 'secretsmanager',
  key: IKey | undefined,
  ...actions: readonly KeyAction[]
): PolicyStatement[] =>
  key
    ? [
        new PolicyStatement({
          actions: actions.map((action) => `kms:${action}`),
          resources: [key.keyArn],
          conditions: {
            StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.amazonaws.com` },
          },
        }),
      ]
    : [];

type KeyAction =
  'Decrypt' | 'DescribeKey' | 'Encrypt' | 'GenerateDataKey' | 'ReEncryptFrom' | 'ReEncryptTo';
