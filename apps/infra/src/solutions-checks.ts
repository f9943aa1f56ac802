import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
} from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';

/** Suppressed rules of AWS Solutions, each with the reason. The text is evidence in audits. */
const SUPPRESSED: readonly (readonly [RegExp, string])[] = [
  [
    /-S1$/,
    'Access logs are off: one function reads originals, one distribution reads renditions, and CloudTrail records changes to the buckets.',
  ],
  [/-CFR1$/, 'Geo restriction is off: images are served worldwide.'],
  [/-CFR2$/, 'The web ACL is optional and chosen per stage: see webAclArn in stage.ts.'],
  [
    /-CFR3$/,
    'Access logs are off: records of views are personal data that nothing here uses; metrics count the requests.',
  ],
  [
    /-CFR4$/,
    'The TLS version of the default CloudFront domain is not configurable; a custom domain requires TLS 1.2.',
  ],
  [
    /-SQS3$/,
    'The queue without dead letters has those of a stream, which the rule does not see; the specs of the constructs require them of every other queue.',
  ],
  [
    /-COG[28]$/,
    'The user pool is for evaluation; a product configures its own issuer and sign-in policy.',
  ],
  [
    /-SMG4$/,
    'Sender and receiver must change the signing secret together; automatic rotation would make receivers reject events.',
  ],
  [
    /-APIG4$/,
    'The paths in PUBLIC_PATHS are public by design; all routes under /v1 require a token.',
  ],
  [
    /-IAM4\[.*AWSCodeDeployRoleForLambdaLimited\]$/,
    'CodeDeploy requires the managed policy that AWS maintains for Lambda deployments.',
  ],
  [
    /-IAM5\[Resource::\*\]$/,
    'Neither X-Ray actions nor dynamodb:ListStreams support resource-level permissions.',
  ],
  [/-IAM5\[Resource::.*Table.*\/index\/\*\]$/, 'The wildcard covers the indexes of one table.'],
  [/-IAM5\[Resource::.*Table.*\/stream\/\*\]$/, 'The wildcard covers the stream of one table.'],
  [
    /-IAM5\[Resource::.*(?:Originals|Renditions).*\/\*\]$/,
    'Object keys are created at run time: permissions name the prefixes of profiles, or the bucket for deletions.',
  ],
];

/** Fails the synthesis on a violation of AWS Solutions (cdk-nag) that is not suppressed above. */
export class SolutionsChecks implements IPolicyValidationPlugin {
  readonly name = 'AwsSolutions';

  validate({ appConstruct }: IPolicyValidationContext): PolicyValidationPluginReport {
    const report = new AwsSolutionsChecks().validateScope(appConstruct);
    const violations = report.violations.filter(
      ({ ruleName }) => !SUPPRESSED.some(([rule]) => rule.test(ruleName)),
    );
    return { ...report, violations, success: violations.length === 0 };
  }
}
