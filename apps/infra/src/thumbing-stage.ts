import { RemovalPolicies, Stage as CdkStage } from 'aws-cdk-lib/core';
import type { Config } from '@thumbing/config';
import type { Construct } from 'constructs';
import { configOf } from './config-of.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { ObservabilityStack } from './stacks/observability-stack.ts';
import { ProcessingStack } from './stacks/processing-stack.ts';
import { StorageStack } from './stacks/storage-stack.ts';
import type { Stage } from './stage.ts';

/** What cannot be made again. A stack that cannot be made in the first place leaves none of it behind. */
const DATA = [
  'AWS::S3::Bucket',
  'AWS::DynamoDB::Table',
  'AWS::Cognito::UserPool',
  'AWS::Logs::LogGroup',
];

/**
 * One deployment: a stack for each lifetime, and each can be deployed alone. What lives longer knows
 * nothing of what lives shorter.
 */
export class ThumbingStage extends CdkStage {
  constructor(scope: Construct, name: string, stage: Stage, common: Config) {
    super(scope, `thumbing-${name}`, { env: stage.env });
    const config = configOf(stage, common);

    const data = new StorageStack(this, 'Storage', stage, config);
    const work = new ProcessingStack(this, 'Processing', stage, config, data);
    const front = new ApiStack(this, 'Api', stage, config, { data, work });
    new ObservabilityStack(this, 'Observability', stage, { data, work, front });

    if (stage.keepData)
      RemovalPolicies.of(this).retainOnUpdateOrDelete({ applyToResourceTypes: DATA });
    else RemovalPolicies.of(this).destroy();
  }
}
