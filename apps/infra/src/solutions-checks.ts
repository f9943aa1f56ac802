import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
} from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';

/** What the rules of AWS Solutions would have otherwise, and why it is as it is. */
const ACKNOWLEDGED: readonly (readonly [RegExp, string])[] = [
  [
    /-S1$/,
    'Originals are read by one function, renditions by one distribution; who changes a bucket is in CloudTrail.',
  ],
  [/-CFR1$/, 'Pictures of a product are for wherever its people are.'],
  [/-CFR2$/, 'A web ACL is for each stage to give: see webAclArn in stage.ts.'],
  [
    /-CFR3$/,
    'Who looks at which picture is personal data that nobody here needs; how much is asked is in the metrics.',
  ],
  [
    /-CFR4$/,
    'Nobody can choose the TLS version of the name that CloudFront gives; a stage with a domain asks for TLS 1.2.',
  ],
  [
    /-COG[28]$/,
    'The user pool is for trying things out; a product brings an issuer, with the sign-in that it wants.',
  ],
  [
    /-SMG4$/,
    'A signing secret is changed by both ends together: changed by itself, it would have receivers refuse events.',
  ],
  [
    /-APIG4$/,
    'Pictures, the health check and the description of the API are for everyone; all under /v1 asks for a token.',
  ],
  [
    /-IAM4\[.*AWSCodeDeployRoleForLambdaLimited\]$/,
    'The role of a canary is for CodeDeploy, with the policy that AWS keeps for it.',
  ],
  [/-IAM5\[Resource::\*\]$/, 'X-Ray has no resources to name.'],
  [/-IAM5\[Resource::.*Table.*\/index\/\*\]$/, 'The indexes are those of one table.'],
  [
    /-IAM5\[Resource::.*(?:Originals|Renditions).*\/\*\]$/,
    'Keys of pictures are made while it runs: they are named by prefix, or by their bucket where they are removed.',
  ],
];

/** Stops a synthesis that breaks one of the rules of AWS Solutions (cdk-nag) which is not acknowledged here. */
export class SolutionsChecks implements IPolicyValidationPlugin {
  readonly name = 'AwsSolutions';

  validate({ appConstruct }: IPolicyValidationContext): PolicyValidationPluginReport {
    const report = new AwsSolutionsChecks().validateScope(appConstruct);
    const violations = report.violations.filter(
      ({ ruleName }) => !ACKNOWLEDGED.some(([rule]) => rule.test(ruleName)),
    );
    return { ...report, violations, success: violations.length === 0 };
  }
}
