import { SNSClient } from '@aws-sdk/client-sns';
import type { Events } from '@thumbing/pipeline';
import { snsEvents } from './adapters/sns-events.ts';
import { countedEvents } from './adapters/counted-events.ts';

/** Tells the world, and counts what it was told. Apart, so that its client is loaded with the first event. */
export const announcer = (topicArn: string, serviceName: string): Events =>
  countedEvents(snsEvents(new SNSClient(), topicArn), serviceName);
