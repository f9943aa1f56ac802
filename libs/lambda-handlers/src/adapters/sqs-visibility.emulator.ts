import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { aws, newName } from '../testing/aws.ts';
import { hideMessage } from './sqs-visibility.ts';

describe('hideMessage', () => {
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
    return { receipt, receive, hide: hideMessage(aws.sqs, QueueUrl) };
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
});
