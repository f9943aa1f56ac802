import { Duration } from 'aws-cdk-lib/core';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** How long messages wait at most; and dead letters, whose time begins when they were first sent. */
export const RETENTION = { messages: Duration.days(10), deadLetters: Duration.days(14) };

/** The longest that one original may take, unless its pipeline says otherwise. */
export const PROCESSING_TIMEOUT = Duration.minutes(2);

/** Encrypted, and by TLS only. */
export const privateQueue = (scope: Construct, id: string, props: QueueProps): Queue =>
  new Queue(scope, id, { enforceSSL: true, encryption: QueueEncryption.SQS_MANAGED, ...props });

/** How long AWS asks a queue to hide a message, so that one that is throttled is not delivered twice. */
export const sixTimes = (timeout: Duration): Duration => Duration.seconds(timeout.toSeconds() * 6);
