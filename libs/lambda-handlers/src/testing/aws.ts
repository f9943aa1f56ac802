import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  DynamoDBClient,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { RECORDS_TABLE } from '@thumbing/config';
import { lambdaCredentials } from '../runtime/lambda-credentials.ts';
import { s3Options } from '../runtime/s3-options.ts';

/** Clients of the AWS emulator that the environment names. Its state is lost when it stops. */
export const aws = {
  region: process.env['AWS_REGION'] ?? '',
  endpoint: process.env['AWS_ENDPOINT_URL'] ?? '',
  credentials: lambdaCredentials(process.env),
  dynamo: new DynamoDBClient(),
  s3: new S3Client(s3Options(process.env)),
  secrets: new SecretsManagerClient(),
  sns: new SNSClient(),
  sqs: new SQSClient(),
};

/** A unique name. */
export const newName = (): string => `thumbing-${randomUUID()}`;

/** An empty bucket, which denies requests that are not over HTTPS, like the deployed ones. */
export async function newBucket(): Promise<string> {
  const Bucket = newName();
  await aws.s3.send(new CreateBucketCommand({ Bucket }));
  const arn = `arn:aws:s3:::${Bucket}`;
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: [arn, `${arn}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  });
  await aws.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  return Bucket;
}

/** An empty table of records, like the deployed one. */
export async function newTable(): Promise<string> {
  const table = newName();
  const indexes = Object.entries(RECORDS_TABLE.indexes);
  const { name: IndexName, partition, sort } = RECORDS_TABLE.pendingIndex;
  const names = new Set(['id', ...indexes.flatMap(([, keys]) => keys), partition, sort]);
  const index = ([name, partition]: readonly [string, readonly string[]]) => ({
    IndexName: name,
    KeySchema: [
      ...partition.map((AttributeName) => ({ AttributeName, KeyType: 'HASH' as const })),
      { AttributeName: 'id', KeyType: 'RANGE' as const },
    ],
    Projection: { ProjectionType: 'ALL' as const },
  });
  await aws.dynamo.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...names].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        ...indexes.map(index),
        {
          IndexName,
          KeySchema: [
            { AttributeName: partition, KeyType: 'HASH' },
            { AttributeName: sort, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
  await waitUntilTableExists({ client: aws.dynamo, maxWaitTime: 30 }, { TableName: table });
  await aws.dynamo.send(
    new UpdateTimeToLiveCommand({
      TableName: table,
      TimeToLiveSpecification: { AttributeName: RECORDS_TABLE.forgetAt, Enabled: true },
    }),
  );
  return table;
}

export async function newTopic(): Promise<string> {
  const { TopicArn = '' } = await aws.sns.send(new CreateTopicCommand({ Name: newName() }));
  return TopicArn;
}

/** Bodies of the messages that wait in a queue, ten at most. */
export async function messagesIn(QueueUrl: string): Promise<readonly (string | undefined)[]> {
  const { Messages = [] } = await aws.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  return Messages.map(({ Body }) => Body);
}
