import { Stack } from 'aws-cdk-lib/core';
import { CLOUDFRONT_REGION, deliveryAlarm } from '@thumbing/constructs';
import type { Construct } from 'constructs';
import { alarmTopic } from '../alarm-topic.ts';
import type { Stage } from '../stage.ts';
import type { StorageStack } from './storage-stack.ts';

/** The alarm of CloudFront, whose metrics are in us-east-1, for a stage in another region. */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, stage: Stage, { distribution }: StorageStack) {
    super(scope, id, {
      description: 'Thumbing: the alarm of CloudFront',
      env: { ...stage.env, region: CLOUDFRONT_REGION },
    });
    const alarms = alarmTopic(this, 'Alarms', stage);
    if (alarms) deliveryAlarm(this, 'DeliveryErrors', distribution, alarms);
  }

  /** True for a stage that needs this stack: its region is known, and its alarms can be sent from us-east-1. */
  static isFor({ env, alarms }: Stage): boolean {
    if (!alarms || env?.region === undefined || env.region === CLOUDFRONT_REGION) return false;
    return 'email' in alarms || alarms.topic.split(':')[3] === CLOUDFRONT_REGION;
  }
}
