import { LambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { FunctionOptions } from '@thumbing/constructs';
import type { Stage } from './stage.ts';

/** The options of all functions of a stage. */
export const functionOptions = ({
  architecture,
  canary = false,
  keepData,
}: Stage): FunctionOptions => ({
  architecture: architecture === 'x64' ? Architecture.X86_64 : Architecture.ARM_64,
  logRetention: keepData ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_WEEK,
  canary: canary ? LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES : undefined,
});
