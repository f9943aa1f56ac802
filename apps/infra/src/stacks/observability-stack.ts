import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Stack } from 'aws-cdk-lib/core';
import { ImageObservability } from '@thumbing/constructs';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { ApiStack } from './api-stack.ts';
import type { ProcessingStack } from './processing-stack.ts';
import type { StorageStack } from './storage-stack.ts';

interface ObservabilityStackParts {
  readonly data: StorageStack;
  readonly work: ProcessingStack;
  readonly front: ApiStack;
}

/** How it is doing, and who is told when something is wrong. */
export class ObservabilityStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    stage: Stage,
    { data, work, front }: ObservabilityStackParts,
  ) {
    super(scope, id, { description: 'Thumbing: dashboard and alarms' });

    new ImageObservability(this, 'Observability', {
      inbox: data.storage.inbox,
      deadLetters: data.storage.deadLetters,
      processing: work.processing,
      webhooks: work.webhooks,
      api: front.api,
      alarms: stage.alarmsTo === undefined ? undefined : this.mailTo(stage.alarmsTo),
    });
  }

  private mailTo(address: string): Topic {
    const topic = new Topic(this, 'Alarms', { enforceSSL: true });
    topic.addSubscription(new EmailSubscription(address));
    // A topic with a policy of its own has no other, so CloudWatch has to be let in by name.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    return topic;
  }
}
