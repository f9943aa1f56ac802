import { Duration } from 'aws-cdk-lib/core';
import { ConfigError, formatDuration, type Config } from '@thumbing/config';

/** The longest that CloudFront waits for an origin: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const MOST = 60;

/** Time to start, and to read and write files. */
const REST = 20;

/**
 * The time limit of a request for a rendition, which may be two renders: that of a copy, and that of the rendition. Throws a
 * `ConfigError` if CloudFront does not wait for so long.
 */
export function makingTimeout({ timeout }: Config['delivery']): Duration {
  const seconds = 2 * timeout + REST;
  if (seconds <= MOST) return Duration.seconds(seconds);
  throw new ConfigError(
    `✖ delivery.timeout is ${formatDuration(timeout)}: CloudFront waits for ${formatDuration(MOST)}, in which a copy and a ` +
      `rendition are made; write ${formatDuration((MOST - REST) / 2)} or less`,
  );
}
