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
  readonly storage: StorageStack;
  readonly processing: ProcessingStack;
  readonly api: ApiStack;
}

/** The dashboard, the alarms and their recipient. */
export class ObservabilityStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    stage: Stage,
    { storage, processing, api }: ObservabilityStackParts,
  ) {
    super(scope, id, { description: 'Thumbing: dashboard and alarms' });

    new ImageObservability(this, 'Observability', {
      inbox: storage.storage.inbox,
      deadLetters: storage.storage.deadLetters,
      processing: processing.processing,
      webhooks: processing.webhooks,
      api: api.api,
      alarms: stage.alarmsTo === undefined ? undefined : this.mailTo(stage.alarmsTo),
    });
  }

  private mailTo(address: string): Topic {
    const topic = new Topic(this, 'Alarms', { enforceSSL: true });
    topic.addSubscription(new EmailSubscription(address));
    // An explicit topic policy replaces the default one, which lets CloudWatch publish.
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
