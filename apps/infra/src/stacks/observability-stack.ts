import { Stack } from 'aws-cdk-lib/core';
import type { Config } from '@thumbing/config';
import { CLOUDFRONT_REGION, deliveryAlarm, ImageObservability } from '@thumbing/constructs';
import type { Construct } from 'constructs';
import { alarmTopic } from '../alarm-topic.ts';
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
    { profiles }: Pick<Config, 'profiles'>,
    { storage, processing, api }: ObservabilityStackParts,
  ) {
    super(scope, id, { description: 'Thumbing: dashboard and alarms' });
    const alarms = alarmTopic(this, 'Alarms', stage, storage.encryptionKey);

    new ImageObservability(this, 'Observability', {
      profiles,
      storage: storage.storage,
      records: storage.records.table,
      making: storage.making,
      processing: processing.processing,
      lifecycle: processing.lifecycle,
      webhooks: processing.webhooks,
      api: api.api,
      alarms,
      monthlyBudget: stage.monthlyBudget,
    });
    if (alarms && this.region === CLOUDFRONT_REGION) {
      deliveryAlarm(this, 'DeliveryErrors', storage.distribution, alarms);
    }
  }
}
