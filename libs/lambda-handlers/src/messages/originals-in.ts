import type { Logger } from '@aws-lambda-powertools/logger';
import { originalKey, type OriginalKey } from '@thumbing/config';
import * as z from 'zod/mini';
import { unwrapSns } from './unwrap-sns.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const s3Notification = z.object({
  Records: z.array(
    z.object({ eventName: z.string(), s3: z.object({ object: z.object({ key: z.string() }) }) }),
  ),
});

/** Message that S3 sends once when notifications are set up. */
const s3TestEvent = z.object({ Event: z.literal('s3:TestEvent') });

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
const eventBridgeEvent = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.string(),
  detail: z.object({ object: z.object({ key: z.string() }) }),
});

/** Message of the `Inbox` port. */
const inboxMessage = z.object({ profile: z.string(), id: z.string() });

/**
 * Originals named by a message of S3 (sent directly, through SNS, or through EventBridge) or of the inbox.
 * Calls `onOther` for each object that is not an original. Throws if the message is none of these.
 */
export function originalsIn(body: string, onOther: () => void): OriginalKey[] {
  return keysIn(unwrapSns(body)).flatMap((key) => {
    const original = originalKey.parse(key);
    if (original) return [original];
    onOther();
    return [];
  });
}

/** `read` and `imageOf` of `handleBatch`, for messages that name originals. */
export const originalMessages = (logger: Pick<Logger, 'warn'>) => ({
  read: (body: string): OriginalKey[] =>
    originalsIn(body, () => logger.warn('ignored an object that is not an original')),
  imageOf: ({ id }: OriginalKey): string => id,
});

function keysIn(message: unknown): string[] {
  if (s3TestEvent.safeParse(message).success) return [];
  const { data: image } = inboxMessage.safeParse(message);
  if (image) return [originalKey.format(image)];
  const { data: event } = eventBridgeEvent.safeParse(message);
  // EventBridge does not encode keys, unlike S3.
  if (event) return event['detail-type'] === 'Object Created' ? [event.detail.object.key] : [];
  const { data } = s3Notification.safeParse(message);
  if (!data) {
    throw new Error(
      'the message is not an S3 event: send notifications of new objects, from S3, SNS or EventBridge',
    );
  }
  return data.Records.filter(({ eventName }) => eventName.startsWith('ObjectCreated:')).map(
    ({ s3 }) => decode(s3.object.key),
  );
}

/** S3 encodes keys in notifications like form data. A key that cannot be decoded is not one of ours. */
function decode(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}
