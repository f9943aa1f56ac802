import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic, type ITopic } from 'aws-cdk-lib/aws-sns';
import { Annotations } from 'aws-cdk-lib/core';
import { emailTopic } from '@thumbing/constructs';
import type { Construct } from 'constructs';
import type { Stage } from './stage.ts';

/** The topic that the alarms of a stage are sent to: a new one for an email address, or the given one. */
export function alarmTopic(
  scope: Construct,
  id: string,
  { alarms }: Stage,
  encryptionKey?: IKey,
): ITopic | undefined {
  if (!alarms) return undefined;
  if ('topic' in alarms) return Topic.fromTopicArn(scope, id, alarms.topic);
  return emailTopic(scope, id, alarms.email, encryptionKey);
}

/** Adds an error, which fails the synthesis of this stage alone, to a stage that keeps data without telling anybody. */
export function requireAlarms(scope: Construct, name: string, { keepData, alarms }: Stage): void {
  if (!keepData || alarms) return;
  Annotations.of(scope).addError(
    `✖ alarms of the stage ${name} reach nobody: write alarms: { email: 'ops@example.com' } or ` +
      "alarms: { topic: 'arn:aws:sns:…' } in apps/infra/src/stages.ts",
  );
}
