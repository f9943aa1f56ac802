import type { Duration } from 'aws-cdk-lib/core';
import { Alarm, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentGroup, type ILambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import { Role, ServicePrincipal, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  Architecture,
  Function,
  LoggingFormat,
  Runtime,
  Tracing,
  type IFunction,
  type ILayerVersion,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { metricsEnvironment } from '@thumbing/config/environment';
import { DESCRIPTIONS, type FunctionName } from '@thumbing/lambda-handlers/bundles';
import { Construct } from 'constructs';
import { packaged, type CodeOf } from './code.ts';
import { metricsNamespace } from './metrics-namespace.ts';

/** The default retention of logs. */
export const LOG_RETENTION = RetentionDays.ONE_MONTH;

/** Options that all functions of a pipeline share. */
export interface FunctionOptions {
  /** The CPU architecture. @default arm64 */
  readonly architecture?: Architecture;
  /** The retention of logs. @default one month */
  readonly logRetention?: RetentionDays;
  /**
   * Gradual deployment: CodeDeploy shifts the traffic to a new version, and back if the version fails.
   * @default all at once, without CodeDeploy
   */
  readonly canary?: ILambdaDeploymentConfig;
  /** The code of each function. @default the bundles of this package */
  readonly code?: CodeOf;
}

/** A layer, unpacked to `/opt`. */
export interface Layer {
  readonly version: ILayerVersion;
  /** A hash of its contents. */
  readonly fingerprint: string;
}

interface NodeFunctionProps {
  readonly bundle: FunctionName;
  /** @default that of the bundle */
  readonly description?: string;
  /** In MB. CPU time is proportional to it; 1,769 MB is one full CPU. */
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly reservedConcurrentExecutions?: number | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly layer?: Layer;
  /** Metrics that, like the function's own errors, show that a new version fails. */
  readonly failures?: readonly IMetric[];
  /** All permissions except those for its own logs and traces. */
  readonly permissions: readonly (PolicyStatement | readonly PolicyStatement[])[];
  readonly options: FunctionOptions;
}

/**
 * A Lambda function with exactly the given permissions: its role has no managed policy, and its log group is
 * created here, so that it needs no permission to create one.
 */
export function nodeFunction(
  scope: Construct,
  id: string,
  { bundle, layer, permissions, failures = [], options, ...props }: NodeFunctionProps,
): IFunction {
  const parts = new Construct(scope, id);
  const { architecture = Architecture.ARM_64, logRetention = LOG_RETENTION } = options;
  const { code = packaged(architecture), canary } = options;
  const logGroup = new LogGroup(parts, 'Logs', { retention: logRetention });
  const role = new Role(parts, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);

  const made = new Function(parts, 'Function', {
    description: DESCRIPTIONS[bundle],
    ...props,
    environment: {
      ...props.environment,
      ...metricsEnvironment.toEnv({ METRICS_NAMESPACE: metricsNamespace(scope) }),
    },
    code: code(bundle),
    layers: layer && [layer.version],
    initialPolicy: permissions.flat(),
    role,
    logGroup,
    architecture,
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    loggingFormat: LoggingFormat.JSON,
    tracing: Tracing.ACTIVE,
  });
  // The reference to a layer stays the same when its contents change, so the CDK would not publish a new version.
  if (layer) made.invalidateVersionBasedOn(layer.fingerprint);
  return canary ? aliasOf(parts, made, canary, failures) : made;
}

/** An alias in front of the function. CodeDeploy shifts it to a new version gradually, and back on an alarm. */
function aliasOf(
  parts: Construct,
  made: Function,
  config: ILambdaDeploymentConfig,
  failures: readonly IMetric[],
): Alias {
  const alias = new Alias(parts, 'Live', { aliasName: 'live', version: made.currentVersion });
  // Counts errors of the new version only, and not those of the version that it replaces.
  const errors = alias.metricErrors({
    dimensionsMap: {
      FunctionName: made.functionName,
      Resource: `${made.functionName}:${alias.aliasName}`,
      ExecutedVersion: alias.version.version,
    },
  });
  const alarms = [errors, ...failures].map(
    (metric, index) =>
      new Alarm(parts, `Failures${index}`, {
        metric,
        threshold: 1,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        alarmDescription: 'The new version is failing; CodeDeploy rolls it back',
      }),
  );
  new LambdaDeploymentGroup(parts, 'Deployment', {
    alias,
    deploymentConfig: config,
    alarms,
  });
  return alias;
}
