import { SQSClient } from '@aws-sdk/client-sqs';
import { hideMessage } from './adapters/sqs-visibility.ts';

/** How a message of a queue is hidden. Apart, so that its client is loaded only when it is needed. */
export const visibilityOf = (queueUrl: string) => hideMessage(new SQSClient(), queueUrl);
