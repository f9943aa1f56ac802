import { originalKey, type OriginalKey } from '@thumbing/config';
import * as z from 'zod/mini';
import { unwrap } from './unwrap-sns.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const notification = z.object({
  Records: z.array(
    z.object({ eventName: z.string(), s3: z.object({ object: z.object({ key: z.string() }) }) }),
  ),
});

/** What S3 sends once when notifications are set up. */
const test = z.object({ Event: z.literal('s3:TestEvent') });

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
const bridged = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.string(),
  detail: z.object({ object: z.object({ key: z.string() }) }),
});

/** What we send ourselves, to have a look at an image. */
const ours = z.object({ profile: z.string(), id: z.string() });

/**
 * The originals that a message says have arrived: sent by S3 itself, by S3 through SNS, or by EventBridge; or
 * which we want to have looked at. `onOther` is told of an object that is no original. Throws when the
 * message is none of these.
 */
export function originalsIn(body: string, onOther: () => void): OriginalKey[] {
  return keysIn(unwrap(body)).flatMap((key) => {
    const original = originalKey.parse(key);
    if (original) return [original];
    onOther();
    return [];
  });
}

function keysIn(message: unknown): string[] {
  if (test.safeParse(message).success) return [];
  const { data: image } = ours.safeParse(message);
  if (image) return [originalKey.format(image)];
  const { data: event } = bridged.safeParse(message);
  // EventBridge tells keys as they are.
  if (event) return event['detail-type'] === 'Object Created' ? [event.detail.object.key] : [];
  const { data } = notification.safeParse(message);
  if (!data) {
    throw new Error(
      'the message is no event of S3: send what S3, SNS or EventBridge tells of new objects',
    );
  }
  return data.Records.filter(({ eventName }) => eventName.startsWith('ObjectCreated:')).map(
    ({ s3 }) => decode(s3.object.key),
  );
}

/** S3 encodes keys in notifications as forms are. Text that is not so encoded is no key of ours. */
function decode(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}
