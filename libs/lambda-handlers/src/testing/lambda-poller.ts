import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { originalKey, type OriginalKey } from '@thumbing/config';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { aws } from './aws.ts';
import { context, s3Notification, sqsEvent } from './events.ts';
import type { FaultyEdition } from './faulty-edition.ts';
import { SOUND } from './faulty-network.ts';

/** The parts of AWS that follow an upload: notifications of S3, and Lambda's poller of a queue. */
export interface Lambda {
  /** Stores an original, of which S3 notifies so many times. */
  readonly upload: (original: Uint8Array, notifications?: number) => Promise<OriginalKey>;
  /** Delivers each message of the inbox once. Returns the number of those that stay, since they failed. */
  readonly deliver: () => Promise<number>;
  /** Delivers messages without faults until none fails. */
  readonly settle: () => Promise<void>;
}

export function pollerOf(edition: FaultyEdition): Lambda {
  const { originals: Bucket, inbox: QueueUrl } = edition.names;
  let images = 0;
  const deliver = async (): Promise<number> => {
    // A message that fails is visible again at once.
    const receive = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 };
    const { Messages = [] } = await aws.sqs.send(new ReceiveMessageCommand(receive));
    let failures = 0;
    for (const { Body = '', ReceiptHandle } of Messages) {
      const done = await edition.processImages(sqsEvent(Body), context).then(
        () => true,
        () => false,
      );
      if (done) await aws.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      else failures += 1;
    }
    return failures;
  };
  return {
    upload: async (original, notifications = 1) => {
      const key = { profile: 'avatar', id: idOf((images += 1)) };
      const granted = { ...recordOf().granted, contentType: 'image/png' };
      await edition.storage.records.create(recordOf({ ...key, granted }));
      const Key = originalKey.format(key);
      await aws.s3.send(new PutObjectCommand({ Bucket, Key, Body: original }));
      for (let sent = 0; sent < notifications; sent += 1) {
        const MessageBody = s3Notification(Key);
        await aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      }
      return key;
    },
    deliver,
    settle: async () => {
      edition.network.faults = SOUND;
      while ((await deliver()) > 0);
    },
  };
}
