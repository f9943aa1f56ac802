import { Duration } from 'aws-cdk-lib/core';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Retention periods. Dead letters keep the time of their first sending, so their period must be the longer one. */
export const RETENTION = { messages: Duration.days(10), deadLetters: Duration.days(14) };

/** The default time limit for one original. */
export const PROCESSING_TIMEOUT = Duration.minutes(2);

/** An encrypted queue, TLS only. */
export const privateQueue = (scope: Construct, id: string, props: QueueProps): Queue =>
  new Queue(scope, id, { enforceSSL: true, encryption: QueueEncryption.SQS_MANAGED, ...props });

/** The visibility timeout that AWS recommends: throttled invocations then receive no message twice. */
export const sixTimes = (timeout: Duration): Duration => Duration.seconds(timeout.toSeconds() * 6);
