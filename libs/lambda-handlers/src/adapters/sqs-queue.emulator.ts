import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { idOf } from '@thumbing/pipeline/testing';
import { aws, newName } from '../testing/aws.ts';
import { sqsQueue } from './sqs-queue.ts';

describe('sqsQueue', () => {
  /** A queue with one message, which was handed out and comes again after so many seconds. */
  async function handedOut(VisibilityTimeout: string) {
    const { QueueUrl = '' } = await aws.sqs.send(
      new CreateQueueCommand({ QueueName: newName(), Attributes: { VisibilityTimeout } }),
    );
    await aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'message' }));
    const receive = async (WaitTimeSeconds: number) => {
      const { Messages = [] } = await aws.sqs.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds }),
      );
      return Messages.map(({ ReceiptHandle = '' }) => ReceiptHandle);
    };
    const [receipt = ''] = await receive(20);
    return { receipt, receive, ...sqsQueue(aws.sqs, QueueUrl) };
  }

  it('has a message handed out again sooner than its queue would', async () => {
    const { receipt, receive, hide } = await handedOut('3600');
    await hide(receipt, 0);
    expect(await receive(20)).toHaveLength(1);
  });

  it('has a message handed out again later than its queue would', async () => {
    const { receipt, receive, hide } = await handedOut('4');
    await hide(receipt, 43_200);
    expect(await receive(6)).toEqual([]);
  });

  it('hands out an image only when it is to be looked at', async () => {
    const { QueueUrl = '' } = await aws.sqs.send(new CreateQueueCommand({ QueueName: newName() }));
    const image = { profile: 'avatar', id: idOf(1) };
    await sqsQueue(aws.sqs, QueueUrl).sendLater(image, 2);
    const receive = async (WaitTimeSeconds: number) => {
      const asked = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds });
      return (await aws.sqs.send(asked)).Messages?.map(({ Body }) => Body);
    };
    expect(await receive(0)).toBeUndefined();
    expect(await receive(10)).toEqual([JSON.stringify(image)]);
  });
});
