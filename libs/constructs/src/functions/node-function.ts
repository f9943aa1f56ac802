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
import type { FunctionName } from '@thumbing/lambda-handlers/bundles';
import { Construct } from 'constructs';
import { packaged, type CodeOf } from './code.ts';

/** How long logs are kept, unless their pipeline says otherwise. */
export const LOG_RETENTION = RetentionDays.ONE_MONTH;

/** What the functions of a pipeline have in common, for whoever uses its constructs. */
export interface FunctionOptions {
  /** The machine that they run on. @default arm64 */
  readonly architecture?: Architecture;
  /** How long logs are kept. @default one month */
  readonly logRetention?: RetentionDays;
  /**
   * How a new version takes over: CodeDeploy moves the traffic, and takes it back when the version fails.
   * @default all at once, without CodeDeploy
   */
  readonly canary?: ILambdaDeploymentConfig;
  /** @default what comes with this package */
  readonly code?: CodeOf;
}

/** Files that a function has below `/opt`. */
export interface Layer {
  readonly version: ILayerVersion;
  /** Changes with what is in it. */
  readonly fingerprint: string;
}

interface NodeFunctionProps {
  readonly bundle: FunctionName;
  readonly description: string;
  /** In megabytes; the share of the CPU grows with it, and is one whole CPU at 1,769. */
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly environment: Readonly<Record<string, string>>;
  readonly layer?: Layer;
  /** What tells, besides its own errors, that a new version fails. */
  readonly failures?: readonly IMetric[];
  /** Everything that it may do, besides writing its own logs and traces. */
  readonly permissions: readonly PolicyStatement[];
  readonly options: FunctionOptions;
}

/**
 * A function that may do what is listed and nothing else: its role has no managed policy, and its log
 * group is made here, so it needs no permission to make one.
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
    ...props,
    code: code(bundle),
    layers: layer && [layer.version],
    initialPolicy: [...permissions],
    role,
    logGroup,
    architecture,
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    loggingFormat: LoggingFormat.JSON,
    tracing: Tracing.ACTIVE,
  });
  // A layer is called the same whatever is in it, so the CDK would see no new version.
  if (layer) made.invalidateVersionBasedOn(layer.fingerprint);
  return canary ? shifted(parts, made, canary, failures) : made;
}

/** The alias that traffic goes to, and that a new version takes over bit by bit unless it fails. */
function shifted(
  parts: Construct,
  made: Function,
  config: ILambdaDeploymentConfig,
  failures: readonly IMetric[],
): Alias {
  const alias = new Alias(parts, 'Live', { aliasName: 'live', version: made.currentVersion });
  // The errors of the new version alone: the one that it replaces may have its own.
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
        alarmDescription: 'A new version fails: CodeDeploy takes the traffic back',
      }),
  );
  new LambdaDeploymentGroup(parts, 'Deployment', {
    alias,
    deploymentConfig: config,
    alarms,
  });
  return alias;
}
