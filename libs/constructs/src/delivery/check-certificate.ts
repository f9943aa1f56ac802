import { Token } from 'aws-cdk-lib/core';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ConfigError } from '@thumbing/config';

/** Throws a `ConfigError` for a certificate from a region other than us-east-1, the only one that CloudFront reads. */
export function checkCertificate({ certificateArn, stack }: ICertificate): void {
  const region = Token.isUnresolved(certificateArn) ? stack.region : certificateArn.split(':')[3];
  if (region === 'us-east-1') return;
  throw new ConfigError(
    `✖ domain.certificate is from ${region && !Token.isUnresolved(region) ? region : 'an unknown region'}: ` +
      'CloudFront accepts certificates from us-east-1 only; request it there, or create it in a stack with ' +
      "env: { region: 'us-east-1' }",
  );
}
