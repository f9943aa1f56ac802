import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { messageVisibility } from './message-visibility.ts';
import { aws, newName } from '../testing/aws.ts';

describe('messageVisibility', () => {
  /** A queue with one message that was received, and is delivered again after so many seconds. */
  async function received(VisibilityTimeout: string) {
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
    return { receipt, receive, changeVisibility: messageVisibility(QueueUrl, aws.sqs) };
  }

  it('has a message delivered again sooner than its queue would', async () => {
    const { receipt, receive, changeVisibility } = await received('3600');
    await changeVisibility(receipt, 0);
    expect(await receive(20)).toHaveLength(1);
  });

  it('has a message delivered again later than its queue would', async () => {
    const { receipt, receive, changeVisibility } = await received('4');
    await changeVisibility(receipt, 43_200);
    expect(await receive(6)).toEqual([]);
  });
});
