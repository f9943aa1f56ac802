import { Names } from 'aws-cdk-lib/core';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  SubscriptionProtocol,
  type ITopicSubscription,
  type SubscriptionProps,
} from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { allowSending } from '../encryption.ts';

/**
 * A queue that subscribes to a topic. Messages that SNS cannot deliver end up in `deadLetters`.
 *
 * Not `SqsSubscription` of the CDK, which lets every topic of every account use the key of an encrypted queue.
 */
export const queueSubscription = (
  queue: Queue,
  deadLetters: Queue,
  options: Pick<SubscriptionProps, 'filterPolicy' | 'rawMessageDelivery'>,
): ITopicSubscription => ({
  bind: ({ topicArn, node }) => {
    const { policyDependable } = queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': topicArn } },
      }),
    );
    allowSending(queue.encryptionMasterKey, 'sns.amazonaws.com');
    return {
      ...options,
      subscriberScope: queue,
      // The id that `SqsSubscription` uses: another one would replace the subscription, and lose events meanwhile.
      subscriberId: Names.nodeUniqueId(node),
      protocol: SubscriptionProtocol.SQS,
      endpoint: queue.queueArn,
      deadLetterQueue: deadLetters,
      ...(policyDependable && { subscriptionDependency: policyDependable }),
    };
  },
});
