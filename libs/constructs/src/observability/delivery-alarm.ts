import { Stack, Token } from 'aws-cdk-lib/core';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { ConfigError } from '@thumbing/config';
import type { Construct } from 'constructs';
import { alarm } from './alarm.ts';
import { PERIOD } from './periods.ts';

/** The region of the metrics of CloudFront, and so of alarms on them and of their topics. */
export const CLOUDFRONT_REGION = 'us-east-1';

/** Percent of responses. */
const THRESHOLD = 5;

/** An alarm for 5xx responses of a distribution. Throws a `ConfigError` in a stack of another region than us-east-1. */
export function deliveryAlarm(
  scope: Construct,
  id: string,
  { distributionId }: Pick<IDistribution, 'distributionId'>,
  topic: ITopic,
): void {
  const { region } = Stack.of(scope);
  if (region !== CLOUDFRONT_REGION) {
    const found = Token.isUnresolved(region) ? 'an unknown region' : region;
    throw new ConfigError(
      `✖ the alarm of CloudFront is in ${found}: its metrics are in ${CLOUDFRONT_REGION} only; create it in a stack ` +
        `with env: { region: '${CLOUDFRONT_REGION}' }`,
    );
  }
  const metric = new Metric({
    namespace: 'AWS/CloudFront',
    metricName: '5xxErrorRate',
    dimensionsMap: { DistributionId: distributionId, Region: 'Global' },
    statistic: 'Average',
    period: PERIOD,
  });
  alarm(scope, id, {
    metric,
    threshold: THRESHOLD,
    problem: `CloudFront responds with 5xx to ${THRESHOLD} % of requests; see the bucket of renditions`,
  }).addAlarmAction(new SnsAction(topic));
}
