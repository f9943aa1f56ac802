import { RemovalPolicies, Stage as CdkStage } from 'aws-cdk-lib/core';
import { defineConfig, type Config } from '@thumbing/config';
import type { Construct } from 'constructs';
import { ApiStack } from './stacks/api-stack.ts';
import { ObservabilityStack } from './stacks/observability-stack.ts';
import { ProcessingStack } from './stacks/processing-stack.ts';
import { StorageStack } from './stacks/storage-stack.ts';
import type { Stage } from './stage.ts';

/**
 * One deployment: a stack for each lifetime, and each can be deployed alone. What lives longer knows
 * nothing of what lives shorter.
 */
export class ThumbingStage extends CdkStage {
  constructor(scope: Construct, name: string, stage: Stage, common: Config) {
    super(scope, `thumbing-${name}`, { env: stage.env });
    const config = defineConfig({ ...common, ...stage.config });

    const data = new StorageStack(this, 'Storage', stage, config);
    const work = new ProcessingStack(this, 'Processing', stage, config, data);
    const front = new ApiStack(this, 'Api', stage, config, { data, work });
    new ObservabilityStack(this, 'Observability', stage, { data, work, front });

    // What holds data is kept unless someone says otherwise.
    if (!stage.keepData) RemovalPolicies.of(this).destroy();
  }
}
