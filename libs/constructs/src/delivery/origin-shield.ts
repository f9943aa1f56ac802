import { Token, type Stack } from 'aws-cdk-lib/core';

/**
 * Regions with an Origin Shield, and the one to use in others:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/origin-shield.html#choose-origin-shield-region
 */
const SHIELDS: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'sa-east-1',
];
const NEAREST: Readonly<Record<string, string>> = {
  'us-west-1': 'us-west-2',
  'af-south-1': 'eu-west-1',
  'ap-east-1': 'ap-southeast-1',
  'ap-northeast-3': 'ap-northeast-1',
  'ca-central-1': 'us-east-1',
  'eu-west-3': 'eu-west-2',
  'eu-north-1': 'eu-west-2',
  'eu-south-1': 'eu-central-1',
  'me-south-1': 'ap-south-1',
};

/** The Origin Shield nearest to a stack. None where its region is known at deployment only, or has no near one. */
export function originShield({ region }: Pick<Stack, 'region'>): { originShieldRegion?: string } {
  if (Token.isUnresolved(region)) return {};
  const originShieldRegion = SHIELDS.includes(region) ? region : NEAREST[region];
  return originShieldRegion === undefined ? {} : { originShieldRegion };
}
