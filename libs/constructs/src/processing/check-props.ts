import { Annotations, Stack } from 'aws-cdk-lib/core';
import type { Duration } from 'aws-cdk-lib/core';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { ConfigError, formatDuration, type Config } from '@thumbing/config';
import type { Construct } from 'constructs';
import { MAX_SECONDS } from '../queues/queues.ts';

/** Checks that the processor times out before Lambda does: a function that Lambda ends cannot report why. */
export function checkTimeouts(limits: Config['limits'], timeout: Duration): void {
  const seconds = timeout.toSeconds();
  if (seconds > MAX_SECONDS) {
    throw new ConfigError(
      `✖ timeout is ${formatDuration(seconds)}: Lambda allows ${formatDuration(MAX_SECONDS)} at most; set a shorter timeout`,
    );
  }
  if (limits.timeout < seconds) return;
  throw new ConfigError(
    `✖ limits.timeout is ${formatDuration(limits.timeout)}: Lambda ends the function after ` +
      `${formatDuration(seconds)}; write less, or set a longer timeout on the construct`,
  );
}

/** Rejects one bucket for originals and renditions, where each rendition would be processed as a new original. */
export function forbidLoop(scope: Construct, originals: IBucket, renditions: IBucket): void {
  const stack = Stack.of(scope);
  const [input, output] = [originals, renditions].map(({ bucketName }) =>
    JSON.stringify(stack.resolve(bucketName)),
  );
  if (input !== output) return;
  Annotations.of(scope).addError(
    `✖ originals and renditions are the same bucket, ${input}: every rendition would be processed again, ` +
      'endlessly; use two buckets',
  );
}
