import { RemovalPolicies, Stage as CdkStage } from 'aws-cdk-lib/core';
import type { Config } from '@thumbing/config';
import type { Construct } from 'constructs';
import { checkConcurrency } from '@thumbing/constructs';
import { requireAlarms } from './alarm-topic.ts';
import { configOf } from './config-of.ts';
import { EdgeStack } from './stacks/edge-stack.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { ObservabilityStack } from './stacks/observability-stack.ts';
import { ProcessingStack } from './stacks/processing-stack.ts';
import { StorageStack } from './stacks/storage-stack.ts';
import type { Stage } from './stage.ts';

/** Resources whose contents cannot be recreated. */
const DATA = [
  'AWS::S3::Bucket',
  'AWS::DynamoDB::Table',
  'AWS::Cognito::UserPool',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
];

/**
 * One deployment: four stacks, divided by lifetime so that each can be deployed alone, and a fifth for the alarm of
 * CloudFront. A stack references only stacks that live at least as long.
 */
export class ThumbingStage extends CdkStage {
  constructor(scope: Construct, name: string, stage: Stage, common: Config) {
    super(scope, `thumbing-${name}`, { env: stage.env });
    const config = configOf(stage, common);

    const storage = new StorageStack(this, 'Storage', stage, config);
    const processing = new ProcessingStack(this, 'Processing', stage, config, storage);
    const api = new ApiStack(this, 'Api', stage, config, storage);
    const parts = { storage, processing, api };
    const observability = new ObservabilityStack(this, 'Observability', stage, config, parts);
    if (EdgeStack.isFor(stage)) new EdgeStack(this, 'Edge', stage, storage);
    requireAlarms(observability, name, stage);
    checkConcurrency(api, stage.concurrency, stage);

    if (stage.keepData)
      RemovalPolicies.of(this).retainOnUpdateOrDelete({ applyToResourceTypes: DATA });
    else RemovalPolicies.of(this).destroy();
  }
}
