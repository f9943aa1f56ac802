import { SQSClient } from '@aws-sdk/client-sqs';
import { sqsQueue } from './adapters/sqs-queue.ts';

/** A queue with a client of its own. Apart, so that the client is loaded only when it is needed. */
export const queue = (queueUrl: string) => sqsQueue(new SQSClient(), queueUrl);
