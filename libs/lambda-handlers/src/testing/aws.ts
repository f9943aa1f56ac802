import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { credentialsIn } from '../credentials-in.ts';
import { s3Options } from '../s3-options.ts';

/** The AWS that the environment names, which is an emulator's: it forgets everything when it stops. */
export const aws = {
  region: process.env['AWS_REGION'] ?? '',
  endpoint: process.env['AWS_ENDPOINT_URL'] ?? '',
  credentials: credentialsIn(process.env),
  dynamo: new DynamoDBClient(),
  s3: new S3Client(s3Options(process.env)),
  secrets: new SecretsManagerClient(),
  sns: new SNSClient(),
  sqs: new SQSClient(),
};

/** A name that nothing else has. */
export const newName = (): string => `thumbing-${randomUUID()}`;

/** A bucket with nothing in it, which denies whoever does not ask over HTTPS: as ours are. */
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
