import { Stack } from 'aws-cdk-lib/core';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { allowSending } from '../encryption.ts';

/** The services that publish alarms. An explicit policy of a topic replaces the default one, which lets them. */
const PUBLISHERS = ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'];

/**
 * A topic that sends alarms to an email address, once its owner has confirmed the subscription. Services cannot use the
 * key of AWS, so that it has a key of its own unless one is given.
 */
export function emailTopic(
  scope: Construct,
  id: string,
  email: string,
  encryptionKey?: IKey,
): Topic {
  const masterKey =
    encryptionKey ??
    new Key(scope, `${id}Key`, { description: 'Encrypts alarms', enableKeyRotation: true });
  const topic = new Topic(scope, id, { enforceSSL: true, masterKey });
  topic.addSubscription(new EmailSubscription(email));
  for (const service of PUBLISHERS) {
    allowSending(masterKey, service);
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(service)],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
      }),
    );
  }
  return topic;
}
