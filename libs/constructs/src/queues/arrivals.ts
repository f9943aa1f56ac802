import { Duration, Stack } from 'aws-cdk-lib/core';
import { Rule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnBucket, type Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { allowSending } from '../encryption.ts';
import { privateQueue, RETENTION, sixTimes } from './queues.ts';

/** The time limit for a batch of arrivals. */
export const FORWARDING = Duration.seconds(30);

/** Receives of a message until it is set aside: at three minutes each, an hour. */
const ATTEMPTS = 20;

/** A queue that gets a message for each new object of the bucket, and the queue of those that could not be forwarded. */
export function arrivalsIn(scope: Construct, bucket: Bucket, encryptionKey: IKey | undefined) {
  const deadLetters = privateQueue(scope, 'ArrivalDeadLetters', {
    encryptionKey,
    retentionPeriod: RETENTION.deadLetters,
  });
  const arrivals = privateQueue(scope, 'ArrivalQueue', {
    encryptionKey,
    retentionPeriod: RETENTION.messages,
    visibilityTimeout: sixTimes(FORWARDING),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: ATTEMPTS },
  });
  announce(scope, bucket, arrivals);
  return { arrivals, deadLetters };
}

/**
 * Lets EventBridge put every new object of the bucket into the queue. S3 itself can send to a queue, but only to one
 * whose policy it may use before the bucket exists, so that the policy cannot name the bucket.
 */
function announce(scope: Construct, bucket: Bucket, queue: Queue): void {
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof CfnBucket)) throw new Error('the bucket has no CfnBucket child');
  // `eventBridgeEnabled` of the bucket would add a helper function that may change every bucket of the account.
  defaultChild.notificationConfiguration = {
    eventBridgeConfiguration: { eventBridgeEnabled: true },
  };
  const rule = new Rule(scope, 'Arrivals', {
    description: 'Tells of new originals',
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      account: [Stack.of(scope).account],
      detail: { bucket: { name: [bucket.bucketName] } },
    },
    targets: [{ bind: () => ({ arn: queue.queueArn }) }],
  });
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
    }),
  );
  allowSending(queue.encryptionMasterKey, 'events.amazonaws.com');
}
