import { Duration } from 'aws-cdk-lib/core';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Config } from '@thumbing/config';
import type { Construct } from 'constructs';
import { queueEncryption } from '../encryption.ts';

/** Retention periods. Dead letters keep the time of their first sending, so their period must be the longer one. */
export const RETENTION = { messages: Duration.days(10), deadLetters: Duration.days(14) };

/** The most that a function may run: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_SECONDS = 900;

/** The default time limit for one original: its render, and a minute to read and write its files. */
export const processingTimeout = (limits: Config['limits']): Duration =>
  Duration.seconds(Math.min(limits.timeout + 60, MAX_SECONDS));

/** An encrypted queue, TLS only. */
export const privateQueue = (
  scope: Construct,
  id: string,
  { encryptionKey, ...props }: QueueProps & { readonly encryptionKey: IKey | undefined },
): Queue => new Queue(scope, id, { enforceSSL: true, ...queueEncryption(encryptionKey), ...props });

/** The visibility timeout that AWS recommends: throttled invocations then receive no message twice. */
export const sixTimes = (timeout: Duration): Duration => Duration.seconds(timeout.toSeconds() * 6);
